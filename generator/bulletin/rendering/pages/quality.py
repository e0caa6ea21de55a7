"""The page on the quality of the data: claims, coverage, sums, and values out of the ordinary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.analysis.additivity import sums
from bulletin.analysis.claims import Verdict
from bulletin.analysis.outliers import examined
from bulletin.rendering import links
from bulletin.rendering.jobs import Context, PageJob
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
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Claims, Labels, Phrases
from bulletin.rendering.views import Link, Table

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
    """How many sums were held against the totals that they should make."""
    additivity: tuple[Table, ...]
    """How many of which sort agree, and those that differ."""
    outliers_intro: str
    """How many values were compared with others, and how many of them are out of the ordinary."""
    outliers: tuple[Table, ...]
    """How many values were compared, and those out of the ordinary, where there are any."""


def quality_job(scope: Scope) -> PageJob:
    """The page on the quality of the data."""
    scope = scope.at(links.QUALITY)
    intro = scope.say(Phrases.quality_intro)
    checked = tuple(sums(scope.catalogue, scope.release.tables))
    unusual = examined(scope.catalogue, scope.release.tables)
    return PageJob(
        path=scope.page,
        title=scope.say(Labels.quality),
        description=intro,
        trail=(),
        context=QualityContext(
            intro=intro,
            claims_intro=_claims_intro(scope),
            verdicts=verdicts_table(scope, Counter(each.verdict for each in scope.shelf.claims), _IN_ORDER),
            claims=tuple(_claims(scope)),
            downloads=(
                scope.to(links.CLAIMS_CSV, Claims.all_claims_csv),
                scope.to(links.CLAIMS_JSON, Claims.all_claims_json),
            ),
            coverage_intro=coverage_intro(scope),
            coverage=coverage_tables(scope),
            additivity_intro=additivity_intro(scope, checked),
            additivity=additivity_tables(scope, checked),
            outliers_intro=outliers_intro(scope, unusual),
            outliers=outliers_tables(scope, unusual),
        ),
        language=scope.language,
    )


def _claims_intro(scope: Scope) -> str:
    counts = Counter(each.verdict for each in scope.shelf.claims)
    if not counts:
        return ""
    return Claims.intro.in_(
        scope.language,
        counts.total(),
        count=scope.count(counts.total()),
        disagreeing=scope.count(counts[Verdict.DISAGREES]),
        another=scope.count(counts[Verdict.ANOTHER_BASE]),
        open=scope.count(counts[Verdict.CANNOT_BE_COMPUTED]),
    )


def _claims(scope: Scope) -> Iterator[Table]:
    for verdict in _IN_ORDER:
        claims = (each for each in scope.shelf.claims if each.verdict is verdict)
        table = explained_table(scope, f"claims-{verdict.value}", verdict_title(scope, verdict), claims)
        if table is not None:
            yield table
