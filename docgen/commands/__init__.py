"""The command line: parse, call one verb, show what it gave.  The only door to click."""
