"""Localization: the languages that the program speaks, and what CLDR says of each."""
