"""Released tables → site files: pages, charts, downloads."""

from generator.rendering.files import Asset, Heading, Page, SiteFile
from generator.rendering.tree import render

__all__ = ["Asset", "Heading", "Page", "SiteFile", "render"]
