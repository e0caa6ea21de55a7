"""The exception tree: everything that may stop a command, other than a defect of the program or of the machine.

Each package declares its own exceptions below one of these three classes, which the command line maps to exit codes.
Problems in records are values, not exceptions: see ``bulletin.problems``.
"""

from __future__ import annotations

from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.localization.messages import Message, _, template, translate


class BulletinError(Exception):
    """An expected failure: a repository, a manifest or a configuration that cannot be used. Its text says which.

    The command line ends with exit code 3.
    """

    def __init__(self, reason: Message | str, **details: object) -> None:
        """Say what stopped the command.

        :param reason: a message, or a text that is not translated, such as that of another program.
        :param details: the placeholders of the message.
        """
        self.reason = reason
        self.details = details
        super().__init__(self.text(SOURCE_LANGUAGE))

    def text(self, language: str) -> str:
        """What stopped the command, in a language."""
        return self.reason if isinstance(self.reason, str) else translate(self.reason, language, **self.details)


class RequestError(BulletinError):
    """The request itself is wrong: it names what does not exist, or a directory that must not be replaced.

    The command line ends with exit code 2, as it does for unknown options.
    """


class RejectedError(BulletinError):
    """The records, or the published versions, do not allow what was requested.

    The command line ends with exit code 1.
    """


FAILURES = (
    _("File exists"),
    _("File name too long"),
    _("Input/output error"),
    _("Is a directory"),
    _("No space left on device"),
    _("No such file or directory"),
    _("Not a directory"),
    _("Operation not permitted"),
    _("Permission denied"),
    _("Read-only file system"),
)
"""What POSIX systems say where a file cannot be read or written, declared so that it is in the catalogues."""


def failure_text(error: OSError, language: str) -> str:
    """Why the system could not do something, in a language; in its own words where these are not translated."""
    return template(Message(error.strerror), language) if error.strerror else str(error)
