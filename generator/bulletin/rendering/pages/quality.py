"""The page on the quality of the data: claims, coverage, sums, and values out of the ordinary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.analysis.additivity import sums
from bulletin.analysis.claims.verdicts import Verdict
from bulletin.analysis.outliers import examined
from bulletin.localization.messages import _, n_
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.claim_tables import explained_table
from bulletin.rendering.pages.coverage import coverage_intro, coverage_tables
from bulletin.rendering.pages.quality_tables import (
    additivity_intro,
    additivity_tables,
    outliers_intro,
    outliers_tables,
    verdict_title,
    verdicts_table,
)
from bulletin.rendering.views import Link, Table

_INTRO = n_(
    "Sources state {count} percentage, multiple, difference or total to hold against other figures: {disagreeing} "
    "disagree, {another} agree on another base only, and {open} cannot be computed.",
    "Sources state {count} percentages, multiples, differences and totals to hold against other figures: "
    "{disagreeing} disagree, {another} agree on another base only, and {open} cannot be computed.",
)
_QUALITY_INTRO = _(
    "This page holds what sources state against what other figures give, and shows who has reported what, whether "
    "sums add up, and which values are out of the ordinary."
)


_IN_ORDER = (
    Verdict.DISAGREES,
    Verdict.ANOTHER_BASE,
    Verdict.CANNOT_BE_COMPUTED,
    Verdict.AGREES_COARSER,
    Verdict.AGREES,
    Verdict.CIRCULAR,
)
"""What a reader should know of comes first."""


@dataclass(frozen=True)
class QualityContext(Context):
    """What is known of how far the figures can be trusted."""

    template = "quality"

    intro: str
    """What the page is about."""
    claims_intro: str
    """How many claims there are, how many contradict the figures and how many are open; empty without claims."""
    verdicts: Table | None
    """How many claims have which verdict, and what each verdict means; None without claims."""
    claims: tuple[Table, ...]
    """The claims of each verdict, with their arithmetic and an explanation."""
    downloads: tuple[Link, ...]
    """The claims and their verdicts as files."""
    coverage_intro: tuple[str, ...]
    """Paragraphs on the reporting calendar, or that there is none."""
    coverage: tuple[Table, ...]
    """A matrix for each entry of the reporting calendar."""
    additivity_intro: str
    """How many sums were compared with their totals."""
    additivity: tuple[Table, ...]
    """How many of which sort agree, and those that differ."""
    outliers_intro: str
    """How many values were compared with others, and how many of them are out of the ordinary."""
    outliers: tuple[Table, ...]
    """How many values were compared, and those out of the ordinary, where there are any."""


def quality_job(page: PageContext) -> PageJob:
    """The page on the quality of the data."""
    page = page.at(links.QUALITY)
    intro = page.words.say(_QUALITY_INTRO)
    checked = tuple(sums(page.catalogue, page.release.tables))
    unusual = examined(page.catalogue, page.release.tables)
    return PageJob(
        path=page.path,
        title=page.words.say(Labels.quality),
        description=intro,
        trail=(),
        context=QualityContext(
            intro=intro,
            claims_intro=_claims_intro(page),
            verdicts=verdicts_table(page, Counter(each.verdict for each in page.index.claims), _IN_ORDER),
            claims=tuple(_claims(page)),
            downloads=(
                page.links.to(links.CLAIMS_CSV, _("Stated figures and verdicts (CSV)")),
                page.links.to(links.CLAIMS_JSON, _("Stated figures and verdicts (JSON)")),
            ),
            coverage_intro=coverage_intro(page),
            coverage=coverage_tables(page),
            additivity_intro=additivity_intro(page, checked),
            additivity=additivity_tables(page, checked),
            outliers_intro=outliers_intro(page, unusual),
            outliers=outliers_tables(page, unusual),
        ),
        language=page.language,
    )


def _claims_intro(page: PageContext) -> str:
    counts = Counter(each.verdict for each in page.index.claims)
    if not counts:
        return ""
    return page.words.say(
        _INTRO,
        count=counts.total(),
        disagreeing=page.words.count(counts[Verdict.DISAGREES]),
        another=page.words.count(counts[Verdict.ANOTHER_BASE]),
        open=page.words.count(counts[Verdict.CANNOT_BE_COMPUTED]),
    )


def _claims(page: PageContext) -> Iterator[Table]:
    for verdict in _IN_ORDER:
        claims = (each for each in page.index.claims if each.verdict is verdict)
        table = explained_table(page, f"claims-{verdict.value}", verdict_title(page, verdict), claims)
        if table is not None:
            yield table
