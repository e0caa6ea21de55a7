"""What the commands about editions refuse to do, in words for people."""

from __future__ import annotations

from bulletin.errors import RejectedError


class RefusedError(RejectedError):
    """It must not, or cannot, be done as things stand."""
