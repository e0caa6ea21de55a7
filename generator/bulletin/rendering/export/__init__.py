"""Export of a release: figures and claims as CSV, and as JSON answers of a static API with its JSON Schema.

Everything is written from the same released figures as the pages.
"""
