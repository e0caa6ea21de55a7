"""Phrases: what is said of figures, claims, changes, corrections and editions, in the words of one language.

All of it is plain text, which every output format encodes for itself. How a figure is named in a sentence is decided in
:mod:`~bulletin.rendering.phrases.figures`.
"""
