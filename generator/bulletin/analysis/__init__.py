"""Corpus → tables: current figures, totals and targets; and the statistics of tables.

:func:`~bulletin.analysis.compilation.compile_tables` is the stage. All else takes tables, released ones where it is for
rendering, and gives values, each of which knows the figures it was computed from and formats nothing.
"""
