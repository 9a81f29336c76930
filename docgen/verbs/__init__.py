"""The verbs: gather, decide, do.  They return values and print nothing.

Importing a verb loads only what that verb needs.
"""
