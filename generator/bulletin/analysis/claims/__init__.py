"""What sources state, held against what their own figures imply.

:func:`checked` gives every claim its verdict. It is a function of tables, so that what is said of released figures
follows from released figures only.
"""

from bulletin.analysis.claims.checked import (
    Calculation,
    CheckedClaim,
    Fit,
    Interpretation,
    Joint,
    Missing,
    MissingReason,
    Operand,
    OtherBase,
    PartsAlone,
    Side,
    Verdict,
)
from bulletin.analysis.claims.checking import checked

__all__ = [
    "Calculation",
    "CheckedClaim",
    "Fit",
    "Interpretation",
    "Joint",
    "Missing",
    "MissingReason",
    "Operand",
    "OtherBase",
    "PartsAlone",
    "Side",
    "Verdict",
    "checked",
]
