"""The site: the MkDocs plugin, the theme, builds and live previews; the only room that knows the engine."""
