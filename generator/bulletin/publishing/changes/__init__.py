"""What changed: between two states of the bulletin, and between what is out and what the records say now."""
