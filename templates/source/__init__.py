"""The sources of the Word templates, for developers: ``python -m templates.source`` rebuilds them."""
