"""Sentences and captions with details in them."""

from __future__ import annotations

from generator.rendering.text.messages.message import Counted, Message


class Phrases:
    """What pages say of figures; the details are finished text."""

    figure = Message("{measure} của {organization} {period}: {value}.", "{measure}, {organization}, {period}: {value}.")
    reporting = Counted(
        "{count} tổ chức có số liệu.", "{count} organization has figures.", "{count} organizations have figures."
    )
