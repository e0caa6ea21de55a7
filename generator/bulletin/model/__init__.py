"""The nouns of a bulletin: values, periods, records and the corpus that holds them. Frozen, typed, no I/O."""
