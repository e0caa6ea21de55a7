"""PDF files of an edition: the pages of the site, typeset for paper from the same contexts by the same templates."""
