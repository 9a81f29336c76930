"""The kinds of documents: one module each, and the explicit table in the order of the season."""
