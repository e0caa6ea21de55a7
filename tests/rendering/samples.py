"""A small synthetic bulletin, about nothing real: a club with two branches that plant trees."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import Release, release
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.periods import Period, parse_period
from bulletin.model.records import (
    Breakdown,
    Bulletin,
    Claim,
    Decision,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Source,
    Target,
    Unit,
)
from bulletin.model.text import Language
from bulletin.rendering import Page, SiteFile, render
from bulletin.rendering.context import PageContext
from pydantic import BaseModel

from tests.sites import VI

Record = TypeVar("Record", bound=BaseModel)
TERMS = {"term-2015-2020": parse_period("2015/2020")}


def text(vi: str, en: str | None = None) -> dict[str, str]:
    """A text in both languages."""
    return {"vi": vi, "en": en or vi}


def period(notation: str | int) -> Period:
    """A period, with the sample's term."""
    return parse_period(notation, TERMS)


def sample(name: str = "Chi nhánh Đồi Xanh", *, label: str = "Cây đã trồng", note: str = "Đếm lại hai lần") -> Corpus:
    """The synthetic bulletin.

    :param name: the name of the branch ``doi-xanh``, in both languages.
    :param label: the name of the main measure.
    :param note: the note on one figure.
    """
    catalogue = Catalogue(
        bulletin=_bulletin(),
        organizations=_organizations(name),
        measures=_measures(label),
        **_vocabulary(),
        **_documents(),
    )
    return Corpus(catalogue=catalogue, targets=_targets(), claims=_claims(), observations=_observations(note))


def by_id(kind: type[Record], *records: Mapping[str, object]) -> dict[str, Record]:
    """Records of a kind, by id."""
    return {str(record["id"]): kind.model_validate(record, context={"terms": TERMS}) for record in records}


def _bulletin() -> Bulletin:
    return Bulletin.model_validate(
        {
            "title": text("Bản tin tổng hợp giả", "Synthetic bulletin"),
            "description": text("Số liệu giả để kiểm thử.", "Synthetic figures for tests."),
            "publisher": text("Ban kiểm thử", "The testers"),
            "contact": {"name": text("Ban kiểm thử", "The testers"), "email": "tests@example.org"},
            "terms": [
                {"id": "term-2015-2020", "name": text("Nhiệm kỳ 2015–2020", "2015–2020 term"), "period": "2015/2020"}
            ],
            "languages": ["vi", "en"],
            "main-measure": "trees",
            "headlines": [
                {"organization": "doi-xanh", "measure": "trees", "period": "term-2015-2020/2019-11"},
                {"organization": "song-dai", "measure": "trees", "period": "2019-Q1"},
            ],
            "records-url": "https://example.org/edit",
            "notices": [text("Số liệu này là giả.", "These figures are synthetic.")],
        },
        context={"terms": TERMS},
    )


def _organizations(name: str) -> dict[str, Organization]:
    branch = {"kind": "club", "parent": "club"}
    return by_id(
        Organization,
        {"id": "club", "name": text("Câu lạc bộ Cây", "Tree club"), "kind": "club"},
        {"id": "doi-xanh", "name": text(name), **branch},
        {"id": "rung-thong", "name": text("Chi nhánh Rừng Thông", "Pine branch"), **branch},
        {"id": "song-dai", "name": text("Chi nhánh Sông Dài", "Long River branch"), **branch},
    )


def _measures(label: str) -> dict[str, Measure]:
    trees = {
        "id": "trees",
        "name": text(label, "Trees planted" if label == "Cây đã trồng" else label),
        "definition": text("Số cây được trồng trong kỳ.", "Trees planted in the period."),
        "unit": "tree",
        "kind": "flow",
        "good": "more",
        "over-time": "sum",
        "over-tree": "sum",
        "breakdowns": ["species"],
    }
    survival = {
        "id": "survival",
        "name": text("Tỷ lệ cây sống", "Survival rate"),
        "definition": text("Phần cây còn sống.", "Trees still alive."),
        "unit": "percent",
        "kind": "share",
        "good": "more",
    }
    return by_id(Measure, trees, survival)


def _vocabulary() -> dict[str, Any]:
    percent = {"one": "percent", "other": "percent"}
    categories = [{"id": "oak", "name": text("Sồi", "Oak")}, {"id": "pine", "name": text("Thông", "Pine")}]
    return {
        "units": by_id(
            Unit,
            {"id": "tree", "vi": "cây", "en": {"one": "tree", "other": "trees"}},
            {"id": "percent", "vi": "phần trăm", "en": percent, "symbol": "%"},
        ),
        "breakdowns": by_id(
            Breakdown, {"id": "species", "name": text("Loài cây", "Species"), "categories": categories}
        ),
        "kinds": by_id(OrganizationKind, {"id": "club", "vi": "Câu lạc bộ", "en": {"one": "Club", "other": "Clubs"}}),
        "populations": by_id(
            Population,
            {"id": "all", "name": text("Toàn bộ", "Everything")},
            {"id": "hills", "name": text("Trên đồi", "On hills"), "part-of": "all"},
        ),
    }


def _documents() -> dict[str, Any]:
    journal = {
        "id": "tap-chi",
        "title": text("Tạp chí giả", "Synthetic journal"),
        "published": "2020-01-15",
        "url": "https://example.org/journal?(a)=*b*_c_",
    }
    plan = {
        "id": "ke-hoach",
        "number": "1-KH",
        "title": text("Kế hoạch trồng cây", "Planting plan"),
        "organization": "club",
        "date": "2015-02",
        "source": "tap-chi",
    }
    return {"sources": by_id(Source, journal), "decisions": by_id(Decision, plan)}


def _targets() -> dict[str, Target]:
    inferred = {"basis": "inferred", "claim": "percent", "note": text("Suy từ 101,36%.", "Inferred from 101.36%.")}
    oaks = {"breakdown": "species", "category": "oak"}
    targets: tuple[dict[str, object], ...] = (
        {"id": "term", "period": "term-2015-2020", "value": 1100, "decision": "ke-hoach", **inferred},
        {"id": "2018", "period": 2018, "value": 16, "decision": "ke-hoach"},
        {"id": "2019", "organization": "song-dai", "period": 2019, "value": 9810},
        {"id": "oaks", "period": 2018, "value": 40, "share": oaks},
    )
    usual = {"organization": "doi-xanh", "measure": "trees", "source": "tap-chi"}
    return by_id(Target, *(usual | target for target in targets))


def _claims() -> dict[str, Claim]:
    return by_id(
        Claim,
        {
            "id": "percent",
            "source": "tap-chi",
            "organization": "doi-xanh",
            "measure": "trees",
            "period": "term-2015-2020/2019-11",
            "form": "percent-of-target",
            "value": {"about": 101},
            "target": "term",
        },
    )


def _observations(note: str) -> tuple[Observation, ...]:
    def observe(organization: str, notation: str | int, value: object, **more: object) -> Observation:
        record = {"organization": organization, "measure": "trees", "period": notation, "value": value, **more}
        return Observation.model_validate({"source": "tap-chi", **record}, context={"terms": TERMS})

    return (
        observe("doi-xanh", "term-2015-2020/2019-11", 1115, note=text(note)),
        observe("doi-xanh", 2017, 19, status="preliminary"),
        observe("doi-xanh", 2018, 23, by={"species": {"oak": 15, "pine": 8}}),
        observe("doi-xanh", 2018, 5, population="hills"),
        observe("doi-xanh", "2019-01/2019-09", {"more-than": 150}),
        observe("doi-xanh", "2019-Q4", "not-yet-reported"),
        observe("song-dai", 2017, 25),
        observe("song-dai", 2018, 40, by={"species": {"oak": 44}}),
        observe("song-dai", "2019-Q1", 2241),
        observe("song-dai", "2019-Q1", 2200, reported="2019-05-01"),
        observe("song-dai", 2019, {"between": [10, 12]}, measure="survival"),
    )


def released(corpus: Corpus | None = None) -> Release:
    """The synthetic bulletin, released."""
    corpus = corpus or sample()
    return release(corpus, compile_tables(corpus))


@cache
def files(language: Language, *, charts: bool = False) -> tuple[SiteFile, ...]:
    """All files of the synthetic bulletin."""
    return tuple(render(released(), language, charts=charts))


def pages(language: Language, *, charts: bool = False) -> list[Page]:
    """The pages of the synthetic bulletin."""
    return [file for file in files(language, charts=charts) if isinstance(file, Page)]


def page(path: str, language: Language = VI, *, charts: bool = False) -> Page:
    """One page of the synthetic bulletin."""
    return next(page for page in pages(language, charts=charts) if page.path == path)


def page_context(language: Language = VI, corpus: Corpus | None = None, *, charts: bool = False) -> PageContext:
    """The context of the front page of the synthetic bulletin."""
    return PageContext.of(released(corpus), language, charts=charts)
