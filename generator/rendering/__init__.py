"""Released tables → site files: pages, charts, downloads."""
