"""The site: the MkDocs plugin, the theme, builds and live previews; the only package that imports MkDocs."""
