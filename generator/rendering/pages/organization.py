"""The page of an organization."""

from __future__ import annotations

from dataclasses import dataclass

from generator.rendering import links
from generator.rendering.jobs import Context, PageJob
from generator.rendering.pages.figures import figures_table
from generator.rendering.pages.scope import Scope
from generator.rendering.text.folding import searchable
from generator.rendering.text.messages import Labels
from generator.rendering.views import Table


@dataclass(frozen=True)
class OrganizationContext(Context):
    """Everything about one organization."""

    template = "organization"

    kind: str
    """What kind of organization it is."""
    figures: Table | None
    """All of its figures; None where there are none."""


def organization_job(scope: Scope, organization: str) -> PageJob:
    """The page of ``organization``."""
    record = scope.catalogue.organizations[organization]
    scope = scope.at(links.organization_page(organization))
    name = scope.text(record.name)
    kind = scope.text(scope.catalogue.kinds[record.kind].name)
    figures = scope.release.tables.by_organization.get(organization, ())
    return PageJob(
        path=scope.page,
        title=name,
        description=f"{kind}: {name}",
        trail=(
            scope.to(links.ORGANIZATIONS, Labels.organizations),
            *(scope.to_organization(above) for above in scope.catalogue.ancestors(organization)),
        ),
        context=OrganizationContext(kind, figures_table(scope, "figures", name, figures)),
        language=scope.language,
        edit=record.place,
        search_text=searchable(name),
    )
