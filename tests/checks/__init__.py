"""Each rule as a table of bad samples, and what must not be taken for a fault."""
