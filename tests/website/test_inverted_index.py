"""The index of the search of a site with many pages, which is in many files."""

from __future__ import annotations

import json
import re
import unicodedata
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bulletin.publishing.attack.other_files import other_texts
from bulletin.rendering.files import Page
from bulletin.website import inverted_index
from bulletin.website.inverted_index import Contents, InvertedIndex, Numbers, SearchEntry, spellings
from bulletin.website.search_index import SEARCH_INDEX, SPLIT_FROM, SearchIndex
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import EN

SEPARATOR = re.compile(r"[\s.]+|&amp;")
WORDS = ("Đống", "Đa", "Hòa", "Hoà", "bình", "Thạnh", "thành", "th", "a", "Łódź", "مكّة", "мёд", "1.115", "𐐨", "R&amp;D")
TEXTS = st.lists(st.sampled_from(WORDS) | st.text("aáàbeđê", min_size=1, max_size=4), max_size=6).map(" ".join)
ENTRIES = st.lists(st.tuples(TEXTS, TEXTS), max_size=40)


@pytest.fixture(autouse=True, scope="module")
def small_files() -> Iterator[None]:
    """Let even few words be in several files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverted_index, "PAGES_EACH", 3)
        patch.setattr(inverted_index, "LARGEST", 120)
        yield


def entries(texts: list[tuple[str, str]]) -> list[SearchEntry]:
    """SYNTHETIC entries with these titles and texts."""
    return [
        {"location": f"synthetic/{number}/", "title": title, "text": text} for number, (title, text) in enumerate(texts)
    ]


def listed(numbers: Numbers) -> set[int]:
    """What the form of numbers in files says."""
    if isinstance(numbers, str):
        bits = b64decode(numbers)
        return {number for number in range(8 * len(bits)) if bits[number // 8] >> number % 8 & 1}
    return {sum(numbers[: end + 1]) - 1 for end in range(len(numbers))}


def read(folder: Path, path: str) -> dict[str, tuple[Numbers, Numbers]]:
    """A file of the index."""
    content: dict[str, tuple[Numbers, Numbers]] = json.loads((folder / f"{path}.json").read_bytes())
    return content


def found(folder: Path, contents: Contents, term: str) -> tuple[set[int], set[int]]:
    """The entries that have a beginning of a word in their title, and in their text, as the script finds them."""
    first = max(bisect_right([word.encode("utf-16-be") for word in contents["words"]], term.encode("utf-16-be")) - 1, 0)
    if term in contents["prefixes"]:
        paths = [f"words/{first}", f"prefixes/{contents['prefixes'].index(term)}"]
    else:
        paths = [f"words/{file}" for file in (first, first + 1) if file < len(contents["words"])]
    in_title, in_text = set[int](), set[int]()
    for path in paths:
        for word, (titles, texts) in read(folder, path).items():
            if word.startswith(term):
                in_title |= listed(titles)
                in_text |= listed(texts)
    return in_title, in_text


def written(folder: Path, texts: list[tuple[str, str]]) -> Contents:
    """The contents of an index of these, which is written into a folder."""
    return InvertedIndex(folder, SEPARATOR).write(entries(texts))


def having(term: str, texts: list[str]) -> set[int]:
    """The numbers of the texts that have a word with a spelling that begins so."""
    words = ({spelt for word in SEPARATOR.split(text.lower()) if word for spelt in spellings(word)} for text in texts)
    return {number for number, each in enumerate(words) if any(word.startswith(term) for word in each)}


@given(ENTRIES, st.data())
def test_each_beginning_of_each_spelling_finds_its_pages(texts: list[tuple[str, str]], data: st.DataObject) -> None:
    """Two files at most have all entries with a beginning of a word, and no others: by title, and by text."""
    words = [word for each in texts for text in each for word in SEPARATOR.split(text.lower()) if word] or ["none"]
    spelt = data.draw(st.sampled_from(spellings(data.draw(st.sampled_from(words)))))
    term = spelt[: data.draw(st.integers(1, len(spelt)))]
    with TemporaryDirectory() as name:
        contents = written(Path(name), texts)
        if not texts or not contents["words"]:
            return
        in_title, in_text = found(Path(name), contents, term)
    titles = having(term, [title for title, _ in texts])
    assert in_title == titles
    assert titles | in_text == titles | having(term, [text for _, text in texts])


@given(ENTRIES)
def test_entries_are_in_their_files(texts: list[tuple[str, str]]) -> None:
    """The number of an entry says in which file it is, and where in it."""
    with TemporaryDirectory() as name:
        contents = written(Path(name), texts)
        for number, entry in enumerate(entries(texts)):
            file, place = divmod(number, contents["pages_each"])
            assert json.loads((Path(name) / f"pages/{file}.json").read_bytes())["docs"][place] == entry
    assert contents["entries"] == len(texts)


@given(ENTRIES)
def test_same_entries_same_bytes(texts: list[tuple[str, str]]) -> None:
    """Writing twice gives the same files and contents; other entries give another version."""
    with TemporaryDirectory() as first, TemporaryDirectory() as second, TemporaryDirectory() as third:
        assert written(Path(first), texts) == (contents := written(Path(second), texts))
        for path in Path(first).rglob("*.json"):
            assert path.read_bytes() == (Path(second) / path.relative_to(first)).read_bytes()
        assert written(Path(third), [*texts, ("Synthetic", "")])["version"] != contents["version"]


@given(ENTRIES)
def test_files_are_small(texts: list[tuple[str, str]]) -> None:
    """No file of words is larger than it may be, unless it has a single word."""
    with TemporaryDirectory() as name:
        written(Path(name), texts)
        for path in Path(name).glob("words/*.json"):
            assert path.stat().st_size <= inverted_index.LARGEST + 2 or len(json.loads(path.read_bytes())) == 1


@given(st.sets(st.integers(0, 400)))
def test_numbers_are_kept(numbers: set[int]) -> None:
    """Either form says the same numbers, and is no longer than a bit for each number up to the last."""
    shortest = inverted_index._shortest(sorted(numbers))
    assert listed(shortest) == numbers
    assert len(json.dumps(shortest, separators=(",", ":"))) <= 4 * (max(numbers, default=0) // 24 + 1) + 2


def test_long_texts_are_cut_between_words() -> None:
    """What is shown of a text ends with a word."""
    text = "SYNTHETIC " * 200
    shown = inverted_index._shown({"location": "", "title": "", "text": text})
    assert shown["text"] == "SYNTHETIC " * 99 + "SYNTHETIC …"


def test_all_spellings_are_composed() -> None:
    """A word that is typed in parts has the spellings of the one that is not."""
    for word in ("đống", "hoà", "thạnh"):
        assert spellings(unicodedata.normalize("NFD", word)) == spellings(word)


# --- the index of a site


def page(path: str, title: str, level: int = 0) -> Page:
    """A SYNTHETIC page."""
    return Page(path, title, "SYNTHETIC", "", "", level=level)


def site_of(folder: Path, pages: list[Page], docs: list[SearchEntry], *, is_split: bool = True) -> dict[str, object]:
    """The index of a site with these pages, and with those that the search plugin has indexed."""
    path = folder / SEARCH_INDEX
    path.parent.mkdir()
    path.write_text(json.dumps({"config": {"separator": r"[\s]+|\.(?!\d)"}, "docs": docs}), encoding="utf-8")
    index = SearchIndex(is_split, "en/2020", EN)
    for each in pages:
        index.add(each, each.path.replace(".md", "/"))
    index.write(folder)
    written: dict[str, object] = json.loads(path.read_bytes())
    return written


HANDWRITTEN: list[SearchEntry] = [
    {"location": "about/", "title": "About <em>us</em>", "text": "<p>R&amp;D</p>"},
    {"location": "about/#rules", "title": "Rules", "text": "<script>1</script> <b>Bold</b>"},
]


def test_order_of_entries(tmp_path: Path) -> None:
    """Hand-written pages come first, without tags; then the higher pages, then those with short titles, by title."""
    pages = [
        page("z.md", "Zoo", 1),
        page("d.md", "Đa", 1),
        page("c.md", "C d", 1),
        page("e.md", "É", 1),
        page("b.md", "B", 2),
    ]
    index = site_of(tmp_path, pages, HANDWRITTEN)
    files = sorted((tmp_path / "search/pages").glob("*.json"))
    docs = [entry for path in files for entry in json.loads(path.read_bytes())["docs"]]
    assert [entry["location"] for entry in docs] == ["about/", "about/#rules", "d/", "e/", "z/", "c/", "b/"]
    assert docs[0] == {"location": "about/", "title": "About us", "text": "R&amp;D"}
    assert docs[1] == {"location": "about/#rules", "title": "Rules", "text": "1 Bold", "page": "About us"}
    assert index["docs"] == []


def test_few_pages_have_one_file(tmp_path: Path) -> None:
    """Below the documented size, the index is that of Material's own search."""
    index = site_of(tmp_path, [page("z.md", "Zoo")], HANDWRITTEN, is_split=False)
    assert index["docs"] == [{"location": "z/", "title": "Zoo", "text": "SYNTHETIC"}, *HANDWRITTEN]
    assert list((tmp_path / "search").iterdir()) == [tmp_path / SEARCH_INDEX]


def test_size_from_which_on_it_is_split() -> None:
    """By the number of pages, which is known before any of them is made."""
    assert SearchIndex.of(SPLIT_FROM, "en", EN).is_split
    assert not SearchIndex.of(SPLIT_FROM - 1, "en", EN).is_split


def test_attack_reads_all_entries(tmp_path: Path) -> None:
    """What the entries say is searched as where the index is one file, hand-written pages included."""
    site_of(tmp_path, [page(f"p/{number}.md", f"Unit {number}") for number in range(20)], HANDWRITTEN)
    texts = [each.root.text for each in other_texts(tmp_path, EN)]
    assert len(texts) == 22
    assert any("Unit 19. SYNTHETIC" in text for text in texts)
