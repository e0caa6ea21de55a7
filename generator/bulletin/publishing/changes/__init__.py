"""Comparison of two states of the records, and of the records with what is published of them."""
