"""What sources state, held against what their own figures imply.

:func:`checked` gives every claim its verdict. It is a function of tables, so that what is said of released figures
follows from released figures only.
"""

from bulletin.analysis.claims.checked import (
    CheckedClaim,
    Fit,
    Joint,
    Lack,
    Missing,
    Operand,
    OtherBase,
    PartsAlone,
    Reading,
    Side,
    Verdict,
    Workings,
)
from bulletin.analysis.claims.checking import checked

__all__ = [
    "CheckedClaim",
    "Fit",
    "Joint",
    "Lack",
    "Missing",
    "Operand",
    "OtherBase",
    "PartsAlone",
    "Reading",
    "Side",
    "Verdict",
    "Workings",
    "checked",
]
