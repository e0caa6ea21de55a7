"""Corpus → tables: current figures, totals, targets; and the arithmetic of progress, change and composition.

:func:`compile_tables` is the stage. The other functions are for rendering: they take released tables and give values,
each of which knows the figures it was computed from and formats nothing.
"""

from generator.statistics.amounts import Amount, difference, is_at_least, is_more_than, quotient
from generator.statistics.arithmetic import exact_sum, round_half_up
from generator.statistics.change import Change, Obstacle, change_on_year_before
from generator.statistics.compilation import compile_tables
from generator.statistics.composition import Addition, Composition, Part, composition_of, compositions
from generator.statistics.cumulative import Step, running_totals
from generator.statistics.matching import figure_for, prevailing, target_for, targets_for
from generator.statistics.outlook import Projection, RunRate, projection, run_rate
from generator.statistics.pace import Aim, Assessment, Nature, Reason, Standing
from generator.statistics.progress import Progress, aim_of, elapsed, progress_by, progress_towards
from generator.statistics.ranking import Ranked, Ranking, rankings
from generator.statistics.ratios import Outcome, Ratio, amount_of

__all__ = [
    "Addition",
    "Aim",
    "Amount",
    "Assessment",
    "Change",
    "Composition",
    "Nature",
    "Obstacle",
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
    "aim_of",
    "amount_of",
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
    "quotient",
    "rankings",
    "round_half_up",
    "run_rate",
    "running_totals",
    "target_for",
    "targets_for",
]
