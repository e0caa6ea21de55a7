"""Publishing: every edition, what was published of it, and what must never happen to it."""
