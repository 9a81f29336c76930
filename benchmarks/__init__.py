"""Measurements that are claimed in the documentation, each to be run again by anyone."""
