"""The last look at a finished site before it becomes public: what it says of withheld records, and what follows of it.

Each check raises its findings as a refusal, so that the site that is published by then stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bulletin.publishing.attack import refuse_disclosing
from bulletin.publishing.leak_scan import LeakScan, confidential_of, refuse_leaks
from bulletin.validation import Accepted

SiteCheck = Callable[[Path], None]
"""Looks at a finished site; raises a :class:`RejectedError` with its findings when it must not be published."""


def site_checks(project: Path, everything: Accepted, seen: Accepted, audience: str | None) -> Iterator[SiteCheck]:
    """The checks of a site for an audience, in their order.

    Which they are depends on what the bulletin declares, never on whether anything is withheld.

    :param project: the folder that holds ``records/``.
    :param everything: all records.
    :param seen: the records that the audience may see.
    :param audience: the id of the audience; None for the public.
    """
    catalogue = everything.corpus.catalogue
    may_lack = catalogue.withholds_from(audience or catalogue.bulletin.audience_ids[0])
    if may_lack:
        yield lambda site: refuse_leaks(site, LeakScan(confidential_of(project, everything, seen, audience)))
    if may_lack or audience is None:
        yield refuse_disclosing
