"""A static generator of statistical bulletins: YAML records in, a MkDocs site of pages, charts and downloads out."""
