"""What pages show: tables and charts drawn up from a release, as views that know no page's layout."""
