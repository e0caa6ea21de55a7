"""Corpus → tables: current figures, totals, targets; and the arithmetic of progress, change and composition.

:func:`compile_tables` is the stage. The other functions are for rendering: they take released tables and give values,
each of which knows the figures it was computed from and formats nothing.
"""

from bulletin.analysis.amounts import difference, is_at_least, is_more_than, quotient
from bulletin.analysis.arithmetic import exact_sum, round_half_up
from bulletin.analysis.change import Change, ComparabilityReason, change_on_year_before, elapsed
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.composition import Addition, Composition, Part, composition_of, compositions
from bulletin.analysis.cumulative import Step, running_totals
from bulletin.analysis.matching import figure_for, prevailing, target_for, targets_for
from bulletin.analysis.outlook import Projection, RunRate, projection, run_rate
from bulletin.analysis.pace import Assessment, Nature, Reason, Standing, TargetType
from bulletin.analysis.progress import Progress, aim_of, progress_by, progress_towards
from bulletin.analysis.ranking import Ranked, Ranking, rankings
from bulletin.analysis.ratios import Outcome, Ratio, quantity_of

__all__ = [
    "Addition",
    "Assessment",
    "Change",
    "ComparabilityReason",
    "Composition",
    "Nature",
    "Outcome",
    "Part",
    "Progress",
    "Projection",
    "Ranked",
    "Ranking",
    "Ratio",
    "Reason",
    "RunRate",
    "Standing",
    "Step",
    "TargetType",
    "aim_of",
    "change_on_year_before",
    "compile_tables",
    "composition_of",
    "compositions",
    "difference",
    "elapsed",
    "exact_sum",
    "figure_for",
    "is_at_least",
    "is_more_than",
    "prevailing",
    "progress_by",
    "progress_towards",
    "projection",
    "quantity_of",
    "quotient",
    "rankings",
    "round_half_up",
    "run_rate",
    "running_totals",
    "target_for",
    "targets_for",
]
