"""Which secrets a text says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bulletin.model.folding import folded, without_accents
from bulletin.publishing.leak_scan.patterns import Pattern, fits, patterns_of
from bulletin.publishing.leak_scan.search import MultiSearch
from bulletin.publishing.leak_scan.secrets import Confidential, Secret

_APART = "\n|\n"
"""Between public texts, so that no secret seems to be public that begins in one and ends in another."""
_BESIDE = 48
"""Bytes beside an occurrence that are looked at."""


class SecretFinder:
    """Finds secrets in texts, those left out that readers know in any case."""

    def __init__(self, confidential: Confidential) -> None:
        """Make the forms of all secrets, and leave out those that public texts have as well."""
        self._secrets: defaultdict[Pattern, list[Secret]] = defaultdict(list)
        self.too_short: list[Secret] = []
        """Secrets that are not looked for, since they would be found by chance."""
        for secret in dict.fromkeys(confidential.secrets):
            self._add(secret, confidential)
        public = folded(_APART.join(confidential.public))
        public = f"{public} {without_accents(public)}"
        self._search_for(public)
        for pattern in {found for found, _ in self._found(public)}:
            del self._secrets[pattern]
        self._search_for(public)

    def _add(self, secret: Secret, confidential: Confidential) -> None:
        if secret.value in confidential.public_numbers or secret.value in confidential.public:
            return
        patterns = tuple(patterns_of(secret, confidential.languages))
        if not patterns:
            self.too_short.append(secret)
        for pattern in patterns:
            self._secrets[pattern].append(secret)

    def _search_for(self, background: str) -> None:
        self._by_bytes: defaultdict[bytes, list[Pattern]] = defaultdict(list)
        for pattern in self._secrets:
            self._by_bytes[_utf8(pattern.text)].append(pattern)
        self._search = MultiSearch(self._by_bytes, _utf8(background))

    def found_in(self, text: str) -> Iterator[tuple[Secret, str]]:
        """The secrets that a text says, with the words by which it does."""
        for pattern, excerpt in self._found(folded(text)):
            yield from ((secret, excerpt) for secret in self._secrets[pattern])

    def _found(self, text: str) -> Iterator[tuple[Pattern, str]]:
        content = _utf8(text)
        for found, start in self._search.found(content):
            end = start + len(found)
            before = content[max(0, start - _BESIDE) : start].decode("utf-8", "ignore")
            after = content[end : end + _BESIDE].decode("utf-8", "ignore")
            yield from ((pattern, pattern.text) for pattern in self._by_bytes[found] if fits(pattern, before, after))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "ignore")
