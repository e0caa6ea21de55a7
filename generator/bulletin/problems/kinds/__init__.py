"""Every kind of problem, by subject; a kind declared in one of these modules is known everywhere as ``kinds.NAME``."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.problems import ProblemKind
from bulletin.problems.kinds.files import *
from bulletin.problems.kinds.csv_files import *
from bulletin.problems.kinds.fields import *
from bulletin.problems.kinds.breakdowns import *
from bulletin.problems.kinds.figures import *
from bulletin.problems.kinds.measures import *
from bulletin.problems.kinds.organizations import *
from bulletin.problems.kinds.claims import *
from bulletin.problems.kinds.targets import *
from bulletin.problems.kinds.editions import *
from bulletin.problems.kinds.audiences import *
from bulletin.problems.kinds.disclosure import *
from bulletin.problems.kinds.compiled import *
from bulletin.problems.kinds.published import *
from bulletin.problems.kinds.spreadsheets import *
from bulletin.problems.kinds.report_forms import *

KINDS: tuple[ProblemKind, ...] = tuple(value for value in list(globals().values()) if isinstance(value, ProblemKind))
"""All kinds, in the order in which they are declared; that of the list of ``bulletin explain``."""
BY_CODE: Mapping[str, ProblemKind] = {kind.code: kind for kind in KINDS}
"""The kinds by code."""
TUNABLE: Mapping[str, ProblemKind] = {kind.code: kind for kind in KINDS if kind.remark is not None}
"""Those that the record of a measure may switch off or tune, by code."""
