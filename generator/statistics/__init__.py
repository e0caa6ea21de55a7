"""Corpus → tables: current figures, totals, targets; and the arithmetic of progress, change and composition."""
