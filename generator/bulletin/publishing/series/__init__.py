"""What stands above the editions: the list of them, feeds, the newest one, site maps, and the ways in."""
