"""Released tables → site files: pages, charts, downloads."""

from bulletin.rendering.files import Asset, Heading, Page, SiteFile
from bulletin.rendering.tree import render

__all__ = ["Asset", "Heading", "Page", "SiteFile", "render"]
