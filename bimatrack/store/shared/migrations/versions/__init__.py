"""One revision for each layout of the tables."""
