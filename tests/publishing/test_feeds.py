"""Feeds announce every release and every correction, of nothing else, and pretend no day that is not known."""

from __future__ import annotations

import calendar
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from bulletin.publishing.versions import derive
from bulletin.rendering.phrases.corrections import CorrectedText
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.hostile import HOSTILE
from tests.publishing.sample_versions import (
    ADDRESS,
    CORRECTED,
    NEW,
    OLD,
    SAMPLE_VERSIONS,
    SampleVersion,
    correction,
    write_versions,
)
from tests.publishing.test_versions import at, read
from tests.sites import EN

LANGUAGES = ("vi", "en")
languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Put the synthetic editions on the place, and derive the files above them."""
    derive(write_versions(tmp_path, SAMPLE_VERSIONS))
    return tmp_path


def atom(site: Path, language: str = "vi") -> Any:
    """The Atom feed, as feedparser reads it."""
    parsed = feedparser.parse((site / language / "feed.xml").read_bytes())
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def items(site: Path, language: str = "vi") -> list[dict[str, str]]:
    """The entries of the JSON feed."""
    found: list[dict[str, str]] = json.loads(read(site / language / "feed.json"))["items"]
    return found


@given(st.lists(st.integers(2000, 2040), min_size=1, max_size=4, unique=True), st.integers(0, 3), st.integers(0, 3))
def test_entries_are_releases_and_corrections(
    tmp_path_factory: pytest.TempPathFactory, known: list[int], corrections: int, kept: int
) -> None:
    """One for each edition and one for each correction, the newest first, whichever versions are still there."""
    editions = [SampleVersion(str(year), date(year, 12, 31)) for year in known]
    days = [date(2041, month, 1) for month in range(1, corrections + 1)]
    versions = [editions[0].corrected(*days[:revision]) for revision in range(corrections + 1)]
    site = write_versions(tmp_path_factory.mktemp("series"), [*editions[1:], *versions[min(kept, corrections) :]])
    derive(site)
    listed = [(entry.published[:10], entry.id) for entry in atom(site).entries]
    assert len(listed) == len({name for _, name in listed}) == len(known) + corrections
    assert sorted(day for day, _ in listed) == sorted([*(f"{year}-12-31" for year in known), *map(str, days)])
    assert [day for day, _ in listed] == sorted((day for day, _ in listed), reverse=True)
    assert [(item["date_published"][:10], item["id"]) for item in items(site)] == listed
    for entry in atom(site).entries:
        assert at(site, entry.link).is_file()


@languages
def test_both_feeds_have_the_same_entries(site: Path, language: str) -> None:
    """Ids, links, titles, texts and days; each feed says where it is, in which language and whose."""
    parsed, feed = atom(site, language), json.loads(read(site / language / "feed.json"))
    names = ("id", "url", "title", "content_text", "date_published", "date_modified")
    ours = [
        (entry.id, entry.link, entry.title, entry.content[0].value, entry.get("published"), entry.updated)
        for entry in parsed.entries
    ]
    *dated, undated = [tuple(item.get(name) for name in names) for item in feed["items"]]
    assert [*dated, (*undated[:4], None, ours[-1][5])] == ours
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["language"], parsed.feed.title_detail.language) == (language, language)
    assert feed["feed_url"] == f"{ADDRESS}{language}/feed.json"
    assert (feed["title"], feed["authors"]) == (parsed.feed.title, [{"name": parsed.feed.author}])
    links = {link.rel: link.href for link in parsed.feed.links}
    assert links == {"self": f"{ADDRESS}{language}/feed.xml", "alternate": feed["home_page_url"]}
    assert parsed.feed.updated == max(entry.updated for entry in parsed.entries)
    assert at(site, feed["home_page_url"]).is_file()


def test_corrections_say_what_how_large_and_why(site: Path) -> None:
    """And lead to the corrected version, to the superseded one, and by their id to their entry in the list."""
    entry = atom(site).entries[0]
    assert entry.title == "Đính chính: Synthetic 2023-Q1"
    assert entry.content[0].value.splitlines() == [
        "Synthetic correction",
        "Nội dung sai: Synthetic mistake",
        "- Synthetic label: 23 members → 32 members",
        "Số liệu tính từ đó cũng thay đổi:",
        "- Synthetic total: 123 members → 132 members",
        "- Synthetic mean: 44 members",
        "Lý do: Synthetic reason",
    ]
    assert {link.rel: link.href for link in entry.links} == {
        "alternate": f"{ADDRESS}vi/2023-Q1.1/",
        "related": f"{ADDRESS}vi/2023-Q1/",
    }
    page, _, anchor = entry.id.partition("#")
    assert f'id="{anchor}"' in read(at(site, page))


def test_what_came_last_on_a_day_is_first(tmp_path: Path) -> None:
    """A correction on the day of the release comes after it, and a second one after the first."""
    first, second = (replace(correction(NEW.on), id=name) for name in ("first", "second"))
    derive(write_versions(tmp_path, [NEW, replace(NEW, corrections=(first, second))]))
    listed = [entry.id.removeprefix(f"{ADDRESS}vi/") for entry in atom(tmp_path).entries]
    assert listed == ["editions/#2023-Q1.second", "editions/#2023-Q1.first", "2023-Q1/"]


def test_releases_lead_to_the_current_version(site: Path) -> None:
    """A corrected edition's entry keeps its id and its day; what changed is when it was updated."""
    entry = atom(site).entries[1]
    assert (entry.id, entry.link) == (f"{ADDRESS}vi/2023-Q1/", f"{ADDRESS}vi/2023-Q1.1/")
    assert (entry.published[:10], entry.updated[:10]) == ("2023-04-07", "2023-05-02")
    assert entry.title == "Synthetic 2023-Q1 (đã đính chính)"
    assert "- Synthetic headline: 32 members" in entry.content[0].value


def test_ids_outlive_corrections(tmp_path: Path) -> None:
    """Whoever has read an entry is not shown it as a new one when something is corrected later."""
    write_versions(tmp_path, [OLD, CORRECTED])
    derive(tmp_path)
    before = {entry.id for entry in atom(tmp_path).entries}
    derive(write_versions(tmp_path, [CORRECTED.corrected(date(2023, 6, 1))]))
    after = {entry.id for entry in atom(tmp_path).entries}
    assert before < after
    assert len(after) == len(before) + 1


def test_corrections_keep_their_words(tmp_path: Path) -> None:
    """What a correction put in the place of a figure is shown as it was shown then, though the figure changed again."""
    first, second = CORRECTED.corrections[0], correction(date(2023, 6, 1))
    later = replace(first, figures=(CorrectedText("Synthetic label", "23 members", "33 members"),))
    derive(write_versions(tmp_path, [NEW, CORRECTED, replace(CORRECTED, corrections=(later, second))]))
    ours = {entry.published[:10]: entry for entry in atom(tmp_path).entries}["2023-05-02"]
    assert "23 members → 32 members" in ours.content[0].value
    assert ours.link == f"{ADDRESS}vi/2023-Q1.1/"


@languages
def test_no_day_is_pretended(site: Path, language: str) -> None:
    """A release of which the year is known has a day only where Atom asks for one: its last, of which it says so."""
    entry = atom(site, language).entries[-1]
    words = {"vi": "2020 (không rõ ngày)", "en": "2020 (no day is known)"}[language]
    stamped = {
        "vi": "ngày cuối cùng mà số này có thể đã ra",
        "en": "the last day on which the edition may have been published",
    }
    assert "published" not in entry
    assert entry.updated[:10] == "2020-12-31"
    assert not {"date_published", "date_modified"} & items(site, language)[-1].keys()
    assert words in entry.content[0].value
    assert stamped[language] in entry.content[0].value
    assert all(words not in other.content[0].value for other in atom(site, language).entries[:-1])


@pytest.mark.parametrize("hours", [-11, 0, 7, 11])
def test_stamps_are_that_day_where_they_are_read(site: Path, hours: int) -> None:
    """A reader's program shows the time of its own place, and must not make another day of it."""
    entry = atom(site).entries[0]
    seconds = calendar.timegm(entry.published_parsed) + hours * 3600
    assert date.fromordinal(date(1970, 1, 1).toordinal() + seconds // 86_400) == date(2023, 5, 2)


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_written_as_typed(tmp_path: Path, text: str) -> None:
    """Markup in a title, a notice or a reason is text in either feed."""
    version = SampleVersion("2023", text=text).corrected(date(2024, 1, 1))
    derive(write_versions(tmp_path, [version], [EN]))
    correction, release = items(tmp_path, "en")
    assert correction["title"] == f"Correction: {text} 2023"
    assert f"Reason: {text} reason" in correction["content_text"].splitlines()
    assert f"{text} notice" in release["content_text"].splitlines()
    root = _elements(tmp_path / "en/feed.xml")
    assert [item["title"] for item in (correction, release)] == [title for title, _ in root]
    assert [item["content_text"] for item in (correction, release)] == [content for _, content in root]
    atom(tmp_path, "en")


def _elements(path: Path) -> list[tuple[str, str]]:
    """Titles and texts as an XML reader has them: feedparser takes markup out of titles."""
    name = "{http://www.w3.org/2005/Atom}"
    entries = ET.parse(path).getroot().iter(f"{name}entry")
    return [(entry.findtext(f"{name}title", ""), entry.findtext(f"{name}content", "")) for entry in entries]
