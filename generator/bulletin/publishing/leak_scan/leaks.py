"""A leak: something in a published file that does not belong there, in words that do not repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bulletin.errors import RejectedError
from bulletin.localization.messages import _, translate
from bulletin.model.places import NOWHERE, Place
from bulletin.model.plain_text import first_lines, one_line


class LeakKind(StrEnum):
    """What was found."""

    TEXT = "text"
    """Words or an id of a withheld record."""
    NUMBER = "number"
    """A number of a withheld record, or of a suppressed figure."""
    FILE_NAME = "file-name"
    COMMENT = "comment"
    COMMIT = "commit"
    RECORDS_ADDRESS = "records-address"
    MACHINE_PATH = "machine-path"
    CREATOR = "creator"
    FILE_TYPE = "file-type"
    HIDDEN_FILE = "hidden-file"
    SOURCE_MAP = "source-map"
    SPECIAL_FILE = "special-file"
    """A link, a pipe or a socket."""
    UNDECODABLE = "undecodable"


_WHAT = {
    LeakKind.TEXT: _("words of a withheld record"),
    LeakKind.NUMBER: _("a number of a withheld record"),
    LeakKind.FILE_NAME: _("the name of a file of withheld records"),
    LeakKind.COMMENT: _("a comment in a file of withheld records"),
    LeakKind.COMMIT: _("the message of a commit of the records"),
    LeakKind.RECORDS_ADDRESS: _("the address of records that are not public"),
    LeakKind.MACHINE_PATH: _("a path of the machine that built it"),
    LeakKind.CREATOR: _("metadata about who made it"),
    LeakKind.FILE_TYPE: _("a type of file that is not published"),
    LeakKind.HIDDEN_FILE: _("a hidden file"),
    LeakKind.SOURCE_MAP: _("a source map"),
    LeakKind.SPECIAL_FILE: _("no regular file"),
    LeakKind.UNDECODABLE: _("cannot be looked into: damaged, encrypted, too large or nested too deep"),
}
_LEAKS = _(
    "Nothing is published, since the site holds what does not belong there. For what it is, build the "
    "site into a folder, and run bulletin scan DIR --reveal where only publishers read along:\n{leaks}"
)
_MASK = "█"


@dataclass(frozen=True, order=True)
class Leak:
    """Something in a published file that does not belong there."""

    path: str
    """The file, below the top of the site."""
    masked_path: str
    """The same, with a mask in the place of what does not belong there."""
    layers: tuple[str, ...]
    """How it was reached within the file, from the outside in: ``("gzip", "base64")``."""
    kind: LeakKind
    field: str = ""
    """The field of the record, where it is in one: ``note.en``."""
    place: Place = NOWHERE
    """Where the record begins; for publishers only."""
    excerpt: str = ""
    """What was found; for publishers only."""

    def text(self, language: str, *, reveal: bool = False) -> str:
        """Where it is and what it is, in a language.

        :param reveal: whether to say what was found and of which record, which nobody else may read.
        """
        what = translate(_WHAT[self.kind], language)
        named = f"{what} ({self.field})" if self.field else what
        where = " → ".join([self.path if reveal else self.masked_path, *(self.layers if reveal else self._kinds())])
        said = f"{where}: {named}"
        if not reveal:
            return one_line(said)
        about = [self.place.at_line] if self.place.file else []
        return one_line(": ".join([said, *about, *([f"“{self.excerpt}”"] if self.excerpt else [])]))

    def _kinds(self) -> tuple[str, ...]:
        """The layers without the names of files in archives, which may themselves be what was found."""
        return tuple(layer.partition(":")[0] for layer in self.layers)


def masked(name: str) -> str:
    """A mask of the length of what must not be shown, at most of eight signs."""
    return _MASK * min(8, len(name))


class LeaksError(RejectedError):
    """A site holds what does not belong there, so that it must not be published."""

    def __init__(self, leaks: Sequence[Leak]) -> None:
        self.leaks = tuple(leaks)
        super().__init__(_LEAKS)

    def text(self, language: str) -> str:
        """The first of the places, in a language."""
        lines = first_lines([leak.text(language) for leak in self.leaks])
        return translate(_LEAKS, language, leaks=lines)
