"""Released tables → site files: pages, charts, downloads."""

from bulletin.rendering.files import Asset, Page, SiteFile
from bulletin.rendering.markup import Heading
from bulletin.rendering.tree import render

__all__ = ["Asset", "Heading", "Page", "SiteFile", "render"]
