"""How long every stage takes and how much memory, on synthetic cities, beside other ways to make the same site."""
