"""A static generator of statistical bulletins: YAML records in, a MkDocs site of pages, charts and downloads out."""

__version__ = "0.3.0"
"""The version of the distribution, of ``bulletin --version`` and of what manifests call the generator."""
