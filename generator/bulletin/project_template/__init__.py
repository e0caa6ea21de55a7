"""Projects of one's own: what ``bulletin init`` writes into a new folder, from answers or an existing bulletin."""
