"""Merging, through every room that hangs something on what is merged."""
