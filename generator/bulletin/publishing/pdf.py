"""PDF files of editions: the records of a project → the release of an edition → a file, typeset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.disclosure import Release
from bulletin.errors import RequestError
from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.publishing.build import releases_to_build
from bulletin.publishing.site_url import site_address
from bulletin.publishing.stores import PublicationStore
from bulletin.reading.hints import Nearest
from bulletin.rendering.context import PageContext
from bulletin.rendering.pdf.document import one_unit, whole_bulletin
from bulletin.rendering.pdf.typesetting import require_typesetting, typeset
from bulletin.website.configuration import CONFIG, address_of
from bulletin.website.processes import barred_folders, side_by_side


class UnknownUnitError(RequestError):
    """An edition has no organization of that id."""

    def __init__(self, given: str, units: Iterable[str]) -> None:
        """Say so, and which of the organizations may have been meant, where one is similar."""
        meant = Nearest(units).to(given)
        unknown = _("There is no organization “{given}”.")
        with_meant = _("There is no organization “{given}”. Did you mean “{meant}”?")
        super().__init__(with_meant if meant else unknown, given=given, meant=meant)


@dataclass(frozen=True)
class PdfRequest:
    """Which file to make of what."""

    project: Path
    """The folder that holds ``records/`` and ``mkdocs.yml``."""
    edition: str
    """The id of the edition."""
    language: Language
    unit: str | None = None
    """The id of the organization whose sheet it is; None for the whole bulletin."""
    output: Path | None = None
    """The file; None for one in the current folder that is named after what it holds."""
    address: str | None = None
    """Where the site is published; None for what ``mkdocs.yml`` says."""
    audience: str | None = None
    """The id of the audience that it is for; None for the public."""
    more: Sequence[Path] = ()
    """Folders of further records."""
    published: PublicationStore | None = None
    """Where earlier versions are published for this audience; None takes none to be."""


@dataclass(frozen=True)
class _Job:
    """A file to typeset, which may be made apart from the records."""

    released: Release
    language: Language
    address: str
    unit: str | None
    output: Path


def make_pdf(request: PdfRequest) -> Path:
    """Make the PDF file of an edition, or of a unit in it; an earlier file is replaced only when it is complete.

    :return: the file.
    :raises NoTypesettingError: when what typesets is not installed.
    :raises UnknownEditionError: when there is no such edition.
    :raises UnknownUnitError: when it has no such organization.
    :raises RecordsError: when the records are wrong.
    :raises RejectedError: when the address is none, or what is published is for another audience.
    :raises OSError: when the disk is full, or the like.
    """
    require_typesetting()
    project, audience, more = request.project, request.audience, request.more
    released, *_others = releases_to_build(project, request.edition, audience, more, request.published)
    organizations = released.catalogue.organizations
    if request.unit is not None and request.unit not in organizations:
        raise UnknownUnitError(request.unit, organizations)
    address = site_address(request.address or address_of(project / CONFIG, request.language))
    output = request.output or Path(_name(request, released))
    job = _Job(released, request.language, address, request.unit, output)
    side_by_side(_make, [job], barred=barred_folders(project, released, more))
    return output


def _name(request: PdfRequest, released: Release) -> str:
    """The name of a file by what it holds: ``2023-Q1-vi.pdf``, ``internal-2023-Q1-north-en.pdf``."""
    audience = None if released.is_public else released.audience
    return f"{'-'.join(filter(None, (audience, released.version, request.unit, request.language)))}.pdf"


def _make(job: _Job) -> None:
    page = PageContext.of(job.released, job.language, address=job.address)
    content = typeset(whole_bulletin(page) if job.unit is None else one_unit(page, job.unit))
    part = job.output.with_name(f".{job.output.name}.part")
    part.write_bytes(content)
    part.replace(job.output)
