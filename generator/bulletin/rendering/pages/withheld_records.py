"""The records that the public does not see, as the page of the disclosure audit has them."""

from __future__ import annotations

from collections import Counter

from bulletin.disclosure.audit import Audit, WithheldRecord
from bulletin.localization.messages import Message, _, n_
from bulletin.model.records import (
    Breakdown,
    Claim,
    Correction,
    Decision,
    Edition,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Record,
    Source,
    Target,
    Unit,
)
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import linked
from bulletin.rendering.labels import Labels
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, Table

KINDS: dict[type[Record], Message] = {
    Organization: Labels.organizations,
    Measure: Labels.measures,
    Source: Labels.sources,
    Decision: _("Decisions"),
    Target: Labels.targets,
    Observation: _("Observations", "kind of records"),
    Claim: _("Stated figures", "kind of records"),
    Edition: _("Editions"),
    Correction: _("Corrections"),
    Population: _("Populations"),
    Breakdown: _("Breakdowns"),
    OrganizationKind: _("Kinds of organizations"),
    Unit: _("Units"),
}
"""What records of a kind are called, in the order of the page."""
_WITHHELD = n_(
    "{count} record is withheld from the public, as it is marked for a later audience or depends on one that is.",
    "{count} records are withheld from the public, as they are marked for a later audience or depend on one that is.",
)
_NOTHING_WITHHELD = _("No record is marked for a later audience: the public sees all of them.")


def withheld_intro(page: PageContext, audit: Audit) -> str:
    """How many records are withheld."""
    if not audit.withheld:
        return page.words.say(_NOTHING_WITHHELD)
    return page.words.say(_WITHHELD, count=len(audit.withheld))


def withheld_table(page: PageContext, audit: Audit) -> Table | None:
    """How many records of each kind are withheld; None where there are none."""
    own = Counter(record.kind for record in audit.withheld if record.because is None)
    all_of = Counter(record.kind for record in audit.withheld)
    table = TableBuilder(page, "withheld", page.words.say(_("Withheld records by kind")))
    shown: tuple[Column[type[Record]], ...] = (
        columns.text(table, _("Kind of record"), lambda row: page.words.say(KINDS[row])),
        columns.count(table, _("Marked"), own.__getitem__),
        columns.count(table, _("Depending on a marked record"), lambda row: all_of[row] - own[row]),
    )
    return table.build(shown, filter(all_of.__contains__, KINDS))


def marked_table(page: PageContext, audit: Audit) -> Table | None:
    """The marked records that have names, with how many records depend on each; None without any."""
    depending = Counter(record.because for record in audit.withheld if record.because is not None)
    named = [record for record in audit.withheld if record.because is None and record.id]
    own = {} if page.audience is None else {page.audience.id: page.audience.name}
    audiences = own | {each.id: page.words.text(each.name) for each in page.catalogue.bulletin.audiences}
    table = TableBuilder(page, "marked", page.words.say(_("Marked records")))
    shown: tuple[Column[WithheldRecord], ...] = (
        columns.column(table, _("Record"), lambda row: _record_cell(page, row)),
        columns.text(table, _("Kind of record"), lambda row: page.words.say(KINDS[row.kind])),
        columns.text(table, _("Audience"), lambda row: audiences.get(row.audience, row.audience)),
        columns.count(table, _("Records that depend on it"), lambda row: depending[row.kind, row.id]),
    )
    return table.build(shown, named)


def _record_cell(page: PageContext, record: WithheldRecord) -> Cell:
    """The name of a record, linked to its page where it has one; else its id."""
    known = {
        Organization: (page.catalogue.organizations, page.links.to_organization),
        Measure: (page.catalogue.measures, page.links.to_measure),
        Source: (page.catalogue.sources, page.links.to_source_in_full),
        Decision: (page.catalogue.decisions, page.links.to_decision),
    }
    records, to = known.get(record.kind, ({}, page.links.to_source))
    return linked(to(record.id)) if record.id in records else Cell(record.id)
