"""The synthetic sample with something of everything that an answer can say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bulletin.model.corpus import Corpus
from bulletin.model.licences import parse_licence
from bulletin.model.places import Place
from bulletin.model.records import (
    Breakdown,
    Claim,
    Decision,
    DisclosurePolicy,
    Measure,
    Observation,
    Organization,
    Population,
    Source,
    Target,
)

from tests.rendering.samples import TERMS, by_id, sample, text


def everything() -> Corpus:
    """SYNTHETIC: the club with a branch that closed, totals over time and tree, claims and targets of other forms.

    One stated total lacked a branch when it was first reported, and one figure is split by a crossing. Further measures
    are a rate, an index, and two that are derived.
    """
    corpus = sample()
    breakdowns = {**corpus.catalogue.breakdowns, "slope": SLOPE}
    breakdowns["species-and-slope"] = SPECIES_AND_SLOPE.crossing(breakdowns)
    trees = corpus.catalogue.measures["trees"]
    measures = {
        **FURTHER,
        "trees": trees.model_copy(update={"breakdowns": (*trees.breakdowns, "slope", "species-and-slope")}),
    }
    catalogue = replace(
        corpus.catalogue,
        bulletin=corpus.catalogue.bulletin.model_copy(update={"licence": parse_licence("CC-BY-4.0")}),
        organizations={**corpus.catalogue.organizations, "vuon-cu": CLOSED},
        measures={**corpus.catalogue.measures, **measures},
        breakdowns=breakdowns,
        populations={**corpus.catalogue.populations, "steep-hills": STEEP},
        sources={**corpus.catalogue.sources, "so-tay": HANDBOOK},
        decisions={**corpus.catalogue.decisions, "nghi-quyet": RESOLUTION},
    )
    return replace(
        corpus,
        catalogue=catalogue,
        targets={
            **corpus.targets,
            **{target.id: target for target in (EACH_YEAR, ALIVE, MORE_TREES, HUNDRED, TOGETHER)},
        },
        claims={**corpus.claims, **{claim.id: claim for claim in (TOTAL, SHARE, OF_PINES)}},
        observations=(*corpus.observations, *OBSERVED),
    )


OAKS = {"measure": "trees", "breakdown": "species", "category": "oak"}
_FURTHER: tuple[dict[str, object], ...] = (
    {"id": "lost", "kind": "rate", "per": 1000, "over-tree": "ratio"},
    {"id": "price", "kind": "index", "base": 2016, "decimals": 1},
    {"id": "oaks", "kind": "share", "formula": {"ratio": [OAKS, "trees"]}},
    {"id": "two-years", "kind": "flow", "formula": {"moving-sum": "trees", "periods": 2}},
)
FURTHER = by_id(
    Measure, *({"name": text("Giả"), "definition": text("Giả."), "unit": "tree", **more} for more in _FURTHER)
)
POLICY = DisclosurePolicy.model_validate(
    {
        "reason": text("Ít người thì dễ nhận ra.", "Few people are easily recognized."),
        "rules": [
            {
                "measures": ["trees", "lost"],
                "threshold": 5,
                "zero-discloses": True,
                "rounding-base": 5,
                "reason": text("Ai trồng thì ai cũng biết.", "Everybody knows who planted them."),
            },
            {
                "measures": ["survival"],
                "dominance": {"largest": 2, "percent": Decimal("87.5")},
                "p-percent": 10,
                "contributors": 3,
                "reason": text("Câu lạc bộ lớn lộ ra.", "Large clubs would be seen."),
            },
        ],
        "exempt": [{"source": "tap-chi", "reason": text("Đã in.", "It is in print.")}],
    }
)
"""A policy that says everything that a policy can; which of the measures count is not looked at."""
SLOPE = Breakdown.model_validate(
    {"id": "slope", "name": text("Sườn", "Slope"), "categories": [{"id": "north", "name": text("Bắc", "North")}]}
)
SPECIES_AND_SLOPE = Breakdown.model_validate({"id": "species-and-slope", "crosses": ["species", "slope"]})


CLOSED = Organization.model_validate(
    {
        "id": "vuon-cu",
        "name": text("Chi nhánh Vườn Cũ", "Old Garden branch"),
        "short": text("Vườn Cũ", "Old Garden"),
        "codes": {"club": "007"},
        "kind": "club",
        "parent": "doi-xanh",
        "opened": 1999,
        "closed": "2015-06-30",
        "suspended": ["term-2015-2020"],  # after it had closed: for the notation alone
        "subordinates": [{"kind": "club", "count": 3, "source": "tap-chi"}],
        "unlisted-units": True,
        "events": [
            {"on": "2001-05", "what": "renamed", "name": text("Chi nhánh Vườn", "Garden branch")},
            {"on": "2015-06-30", "what": "merged", "organizations": ["doi-xanh"]},
        ],
        "note": text("Không có thật.", "Made up."),
    },
    context={"terms": TERMS},
)
STEEP = Population.model_validate(
    {"id": "steep-hills", "name": text("Đồi dốc", "Steep hills"), "definition": text("Dốc."), "part-of": "hills"}
)
HANDBOOK = Source.model_validate(
    {
        "id": "so-tay",
        "title": text("Sổ tay giả", "Synthetic handbook"),
        "publisher": text("Ban kiểm thử", "The testers"),
        "published": "2019-11",
        "note": text("Không có thật.", "Made up."),
    }
)
RESOLUTION = Decision.model_validate(
    {
        "id": "nghi-quyet",
        "title": text("Về cây sống", "On living trees"),
        "issuer": text("Ban kiểm thử", "The testers"),
        "source": "so-tay",
        "url": "https://example.org/resolution",
        "note": text("Không có thật.", "Made up."),
    }
)


def _observed(organization: str, period: str | int, value: object, **more: object) -> Observation:
    record = {"organization": organization, "measure": "trees", "period": period, "value": value, "source": "tap-chi"}
    return Observation.model_validate({**record, **more}, context={"terms": TERMS})


OBSERVED = (
    *(_observed("doi-xanh", f"2016-Q{quarter}", 10 * quarter) for quarter in (1, 2, 3, 4)),
    *(_observed("song-dai", f"2016-Q{quarter}", quarter) for quarter in (1, 2, 3, 4)),
    _observed("doi-xanh", 2015, {"under": 12}, population="steep-hills", status="estimated"),
    _observed("song-dai", 2014, 7, note=text("Đếm lần đầu.", "First count."), reported="2015-02-01"),
    _observed("song-dai", 2014, 8, status="preliminary"),
    *(_observed(branch, 2010, 30, reported="2011-01-15") for branch in ("doi-xanh", "song-dai")),
    _observed("doi-xanh", 2011, 40, reported="2012-01-15"),
    _observed("club", 2011, 40, reported="2012-02-01"),
    _observed("club", 2011, 75),
    _observed("doi-xanh", "2012/2014", 40, each="year", acknowledged={"odd": text("Đã hỏi lại.", "Asked again.")}),
    _observed("song-dai", 2013, 50, interval={"lower": 40, "upper": 70}, reported="2014-01-15"),
    _observed("song-dai", 2013, 55, interval={"lower": Decimal("45.0"), "upper": 70, "level": 90}),
    _observed("song-dai", 2013, None, measure="lost", numerator=2, denominator=55),
    _observed("song-dai", 2016, 100, measure="price"),
    *(_observed(branch, 2008, 10) for branch in ("doi-xanh", "rung-thong")),
    _observed("song-dai", "2008-Q1", 3),
    _observed("song-dai", "2019-Q2", "suppressed"),
    _observed("song-dai", 2022, "suppressed"),
    _observed("song-dai", 2009, 9, by={"species-and-slope": {"oak": {"north": 4}}}),
)
EACH_YEAR = Target.model_validate(
    {
        "id": "each-year",
        "organization": "doi-xanh",
        "measure": "trees",
        "period": "term-2015-2020",
        "each": "year",
        "value": {"at-least": 20},
        "source": "tap-chi",
        "superseded-by": "term",
    },
    context={"terms": TERMS},
)
ALIVE = Target.model_validate(
    {
        "id": "alive",
        "organization": "club",
        "measure": "survival",
        "period": "2031/2033",
        "each": "year",
        "value": {"between": [50, 99]},
        "decision": "nghi-quyet",
        "source": "so-tay",
        "unassessed": text("Nguồn tự mâu thuẫn.", "The source contradicts itself."),
    },
    context={"terms": TERMS},
)
MORE_TREES = Target.model_validate(
    {
        "id": "more-trees",
        "organization-kind": "club",
        "measure": "trees",
        "period": 2025,
        "change": 50,
        "baseline": {"period": 2017},
        "milestones": [{"period": 2021, "change": 20}],
        "path": "exponential",
        "source": "tap-chi",
    }
)
HUNDRED = Target.model_validate(
    {
        "id": "hundred",
        "organization": "song-dai",
        "measure": "trees",
        "period": 2028,
        "value": 100,
        "baseline": {"period": 2016, "value": 20, "source": "so-tay"},
        "source": "tap-chi",
    }
)
TOGETHER = Target.model_validate(
    {"id": "together", "organization": "club", "measure": "trees", "period": 2028, "value": 300, "source": "tap-chi"}
)
TARGETS = (EACH_YEAR, ALIVE, MORE_TREES, HUNDRED, TOGETHER)
TOTAL = Claim.model_validate(
    {
        "id": "total",
        "source": "tap-chi",
        "organization": "club",
        "measure": "trees",
        "period": "2016-Q1",
        "form": "total",
        "value": 12,
        "parts": [{"organization": "doi-xanh"}, {"organization": "song-dai"}],
        "acknowledged": text("Nguồn cộng nhầm.", "The source added wrongly."),
    }
)
OF_PINES = Claim.model_validate(
    {
        "id": "of-pines",
        "source": "tap-chi",
        "organization": "doi-xanh",
        "measure": "trees",
        "period": 2018,
        "breakdown": "species",
        "category": "oak",
        "form": "share",
        "value": Decimal("187.5"),
    }
)
SHARE = Claim.model_validate(
    {
        "id": "share",
        "source": "tap-chi",
        "organization": "doi-xanh",
        "measure": "trees",
        "period": 2018,
        "breakdown": "species",
        "category": "oak",
        "form": "share",
        "value": {"about": 65},
        "of": {"measure": "survival", "period": "2019-01/2019-09", "population": "steep-hills"},
        "note": text("Không rõ."),
    }
)
SHARE.placed(Place("records/claims/club.yml", 7, 3))
