"""What changed: between two states of the bulletin, and between what is published and what the records say now."""
