"""``api/``: the released figures for programs, one JSON per organization and per measure, and their schema.

An answer is declared once, in :mod:`~bulletin.rendering.api.entries`, :mod:`~bulletin.rendering.api.vocabulary` and
:mod:`~bulletin.rendering.api.answers`: the classes type the code, what they type is the JSON, and they and their
docstrings are the JSON Schema. Everything is named by id, the same in every language; what an id is called in each
language stands once, in the answer's ``vocabulary``.
"""

from bulletin.rendering.api.files import api_files

__all__ = ["api_files"]
