"""The page on the quality of the data: what sources state, held against what their own figures imply."""

from __future__ import annotations

from dataclasses import dataclass

from generator.rendering import links
from generator.rendering.jobs import Context, PageJob
from generator.rendering.pages.claim_tables import claims_table
from generator.rendering.pages.scope import Scope
from generator.rendering.text.messages import Labels, Phrases
from generator.rendering.views import Table


@dataclass(frozen=True)
class QualityContext(Context):
    """What is known of how far the figures can be trusted."""

    template = "quality"

    intro: str
    """What the page is about."""
    claims: Table | None
    """What sources state and other figures imply; None where they state nothing of the kind."""


def quality_job(scope: Scope) -> PageJob:
    """The page on the quality of the data."""
    scope = scope.at(links.QUALITY)
    intro = scope.say(Phrases.quality_intro)
    return PageJob(
        path=scope.page,
        title=scope.say(Labels.quality),
        description=intro,
        trail=(),
        context=QualityContext(
            intro=intro,
            claims=claims_table(scope, "claims", scope.say(Labels.claims), scope.release.claims.values()),
        ),
        language=scope.language,
    )
