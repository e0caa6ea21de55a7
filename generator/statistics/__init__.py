"""Corpus → tables: current figures, totals, targets; and the arithmetic of progress, change and composition."""

from generator.statistics.arithmetic import exact_sum, round_half_up
from generator.statistics.compilation import compile_tables

__all__ = ["compile_tables", "exact_sum", "round_half_up"]
