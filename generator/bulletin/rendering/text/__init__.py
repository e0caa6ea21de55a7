"""Numbers, periods and words as readers of each language expect them."""
