"""What ``bulletin init`` asks on a terminal. Each answer is an option's, else what is typed, else the default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import click

from bulletin.cli.terminal import output_language, say, speak
from bulletin.errors import BulletinError
from bulletin.localization.messages import Message, _
from bulletin.model.text import Language
from bulletin.project_template import answers as known
from bulletin.project_template.answers import Answers
from bulletin.project_template.existing import Existing, words_of
from bulletin.project_template.texts import Forms, Words, said

Answer = TypeVar("Answer")

_LANGUAGES = _("Languages")
_TITLE = _("Title")
_PUBLISHER = _("Publisher")
_MEASURE = _("First measure")
_UNIT = _("Counted in")
_YEARS = _("Years of the example")


@dataclass(frozen=True)
class Questions:
    """Finds every answer.

    :raises RequestError: from each of its methods, where an option's value cannot be.
    """

    texts: Mapping[str, tuple[str, ...]]
    """What options hold that may be repeated, by their names."""
    years: str | None
    licence: str | None
    address: str | None
    today: date
    is_asking: bool
    """Whether to ask for what no option says; else the default is taken."""

    def new(self) -> Answers:
        """The answers of a bulletin with a vocabulary of its own."""
        given = known.languages_from(self.texts["languages"])
        languages = given or self._ask(_LANGUAGES, output_language(), lambda typed: known.languages_from([typed]))
        speak(languages[0])
        title = self._words("title", _TITLE, said(known.TITLE, languages))
        publisher = self._words("publisher", _PUBLISHER, said(known.PUBLISHER, languages))
        measure = self._words("measure", _MEASURE, said(known.MEASURE, languages))
        return Answers(
            languages=languages,
            title=title,
            publisher=publisher,
            description=self._given("description", languages) or known.description_of(measure),
            contact=self._given("contact", languages) or publisher,
            measure=measure,
            unit=self._unit(measure),
            years=self._years(),
            licence=known.text_from(self.licence) if self.licence else "",
            address=self.address or "",
        )

    def begun_from(self, existing: Existing) -> Answers:
        """The answers of a bulletin that begins from the vocabulary of another, whose texts are the defaults."""
        bulletin, languages = existing.bulletin, existing.bulletin.languages
        speak(languages[0])
        publisher = self._words("publisher", _PUBLISHER, words_of(bulletin.publisher))
        return Answers(
            languages=languages,
            title=self._words("title", _TITLE, words_of(bulletin.title)),
            publisher=publisher,
            description=self._given("description", languages) or words_of(bulletin.description),
            contact=self._given("contact", languages) or publisher,
            measure=words_of(existing.measure.name),
            unit={},
            years=self._years(),
            licence=known.text_from(self.licence) if self.licence else existing.licence,
            address=self.address or "",
        )

    def _given(self, name: str, languages: tuple[Language, ...]) -> Words | None:
        """The texts of an option; None where it was not typed."""
        typed = self.texts[name]
        return known.words_from(typed, languages) if typed else None

    def _words(self, name: str, question: Message, defaults: Words) -> Words:
        """A text in each language."""
        given = self._given(name, tuple(defaults))
        if given is not None or not self.is_asking:
            return given or defaults
        labels = {tag: f" [{tag}]" if len(defaults) > 1 else "" for tag in defaults}
        return Words((tag, self._ask(question, text, known.text_from, labels[tag])) for tag, text in defaults.items())

    def _unit(self, measure: Words) -> Forms:
        defaults = known.default_unit(measure)
        shown = Words((tag, ", ".join(dict.fromkeys(forms.values()))) for tag, forms in defaults.items())
        words = self._words("unit", _UNIT, shown)
        return defaults if words == shown else known.forms_from(words)

    def _years(self) -> tuple[int, ...]:
        read: Callable[[str], tuple[int, ...]] = lambda typed: known.years_from(typed, self.today)  # noqa: E731
        return read(self.years) if self.years else self._ask(_YEARS, known.default_years(self.today), read)

    def _ask(self, question: Message, default: str, read: Callable[[str], Answer], label: str = "") -> Answer:
        """The answer to a question, asked again until it can be read; where nothing is asked, the default."""
        if not self.is_asking:
            return read(default)

        def checked(typed: str) -> Answer:
            try:
                return read(typed)
            except BulletinError as error:
                raise click.UsageError(error.text(output_language())) from None

        answer: Answer = click.prompt(say(question) + label, default=default, value_proc=checked, err=True)
        return answer
