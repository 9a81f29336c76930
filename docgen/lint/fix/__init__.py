"""Mends what is mechanical in a paper: how a rule's ``fix=`` works on the file, on one desk.

Rules name their fixes from here, so nothing here knows a rule; ``docgen.lint.fixing`` runs both.
"""
