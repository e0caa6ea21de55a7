"""A small synthetic bulletin, about nothing real: a club with two branches that plant trees."""

from __future__ import annotations

from functools import cache

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

from tests.sites import VI

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
    context = {"terms": TERMS}

    def observe(organization: str, notation: str | int, value: object, **more: object) -> Observation:
        record = {"organization": organization, "measure": "trees", "period": notation, "value": value, **more}
        return Observation.model_validate({"source": "tap-chi", **record}, context=context)

    def aim(identity: str, organization: str, notation: str | int, value: object, **more: object) -> Target:
        record = {"id": identity, "organization": organization, "measure": "trees", "period": notation, "value": value}
        return Target.model_validate({"source": "tap-chi", **record, **more}, context=context)

    catalogue = Catalogue(
        bulletin=Bulletin.model_validate(
            {
                "title": text("Bản tin tổng hợp giả", "Synthetic bulletin"),
                "description": text("Số liệu giả để kiểm thử.", "Synthetic figures for tests."),
                "publisher": text("Ban kiểm thử", "The testers"),
                "contact": {"name": text("Ban kiểm thử", "The testers"), "email": "tests@example.org"},
                "terms": [
                    {
                        "id": "term-2015-2020",
                        "name": text("Nhiệm kỳ 2015–2020", "2015–2020 term"),
                        "period": "2015/2020",
                    }
                ],
                "main-measure": "trees",
                "headlines": [
                    {"organization": "doi-xanh", "measure": "trees", "period": "term-2015-2020/2019-11"},
                    {"organization": "song-dai", "measure": "trees", "period": "2019-Q1"},
                ],
                "records-url": "https://example.org/edit",
                "notices": [text("Số liệu này là giả.", "These figures are synthetic.")],
            },
            context=context,
        ),
        units={
            "tree": Unit.model_validate({"id": "tree", "vi": "cây", "en": {"one": "tree", "other": "trees"}}),
            "percent": Unit.model_validate(
                {"id": "percent", "vi": "phần trăm", "en": {"one": "percent", "other": "percent"}, "symbol": "%"}
            ),
        },
        measures={
            "trees": Measure.model_validate(
                {
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
            ),
            "survival": Measure.model_validate(
                {
                    "id": "survival",
                    "name": text("Tỷ lệ cây sống", "Survival rate"),
                    "definition": text("Phần cây còn sống.", "Trees still alive."),
                    "unit": "percent",
                    "kind": "share",
                    "good": "more",
                }
            ),
        },
        breakdowns={
            "species": Breakdown.model_validate(
                {
                    "id": "species",
                    "name": text("Loài cây", "Species"),
                    "categories": [
                        {"id": "oak", "name": text("Sồi", "Oak")},
                        {"id": "pine", "name": text("Thông", "Pine")},
                    ],
                }
            )
        },
        kinds={
            "club": OrganizationKind.model_validate(
                {"id": "club", "vi": "Câu lạc bộ", "en": {"one": "Club", "other": "Clubs"}}
            )
        },
        populations={
            "all": Population.model_validate({"id": "all", "name": text("Toàn bộ", "Everything")}),
            "hills": Population.model_validate({"id": "hills", "name": text("Trên đồi", "On hills"), "part-of": "all"}),
        },
        organizations={
            "club": Organization.model_validate(
                {"id": "club", "name": text("Câu lạc bộ Cây", "Tree club"), "kind": "club"}
            ),
            "doi-xanh": Organization.model_validate(
                {"id": "doi-xanh", "name": text(name), "kind": "club", "parent": "club"}
            ),
            "rung-thong": Organization.model_validate(
                {
                    "id": "rung-thong",
                    "name": text("Chi nhánh Rừng Thông", "Pine branch"),
                    "kind": "club",
                    "parent": "club",
                }
            ),
            "song-dai": Organization.model_validate(
                {
                    "id": "song-dai",
                    "name": text("Chi nhánh Sông Dài", "Long River branch"),
                    "kind": "club",
                    "parent": "club",
                }
            ),
        },
        sources={
            "tap-chi": Source.model_validate(
                {
                    "id": "tap-chi",
                    "title": text("Tạp chí giả", "Synthetic journal"),
                    "published": "2020-01-15",
                    "url": "https://example.org/journal?(a)=*b*_c_",
                }
            )
        },
        decisions={
            "ke-hoach": Decision.model_validate(
                {
                    "id": "ke-hoach",
                    "number": "1-KH",
                    "title": text("Kế hoạch trồng cây", "Planting plan"),
                    "organization": "club",
                    "date": "2015-02",
                    "source": "tap-chi",
                }
            )
        },
    )
    return Corpus(
        catalogue=catalogue,
        targets={
            record.id: record
            for record in (
                aim(
                    "term",
                    "doi-xanh",
                    "term-2015-2020",
                    1100,
                    basis="inferred",
                    claim="percent",
                    decision="ke-hoach",
                    note=text("Suy từ 101,36%.", "Inferred from 101.36%."),
                ),
                aim("2018", "doi-xanh", 2018, 16, decision="ke-hoach"),
                aim("2019", "song-dai", 2019, 9810),
                aim("oaks", "doi-xanh", 2018, 40, share={"breakdown": "species", "category": "oak"}),
            )
        },
        claims={
            "percent": Claim.model_validate(
                {
                    "id": "percent",
                    "source": "tap-chi",
                    "organization": "doi-xanh",
                    "measure": "trees",
                    "period": "term-2015-2020/2019-11",
                    "form": "percent-of-target",
                    "value": "101.36",
                    "target": "term",
                }
                | {"value": {"about": 101}},
                context=context,
            )
        },
        observations=(
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
            Observation.model_validate(
                {
                    "organization": "song-dai",
                    "measure": "survival",
                    "period": 2019,
                    "value": {"between": [10, 12]},
                    "source": "tap-chi",
                }
            ),
        ),
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
    return next(figure for figure in pages(language, charts=charts) if figure.path == path)


def page_context(language: Language = VI, corpus: Corpus | None = None, *, charts: bool = False) -> PageContext:
    """The page_context of the front page of the synthetic bulletin."""
    return PageContext.of(released(corpus), language, charts=charts)
