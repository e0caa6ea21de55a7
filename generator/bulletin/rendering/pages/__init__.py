"""Each page: a documented context, and a builder that fills it from a release."""
