"""Validation of records: micro-editing of records as typed, then macro-editing of the figures compiled of them.

:func:`validate` reads, checks and compiles; ``bulletin check`` reports what it finds, and every build begins with it.
"""

from bulletin.validation.runner import (
    Accepted,
    RecordsValidation,
    Validation,
    validate,
    validate_figures,
    validate_records,
)

__all__ = ["Accepted", "RecordsValidation", "Validation", "validate", "validate_figures", "validate_records"]
