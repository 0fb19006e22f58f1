"""One text index over all records, and the command palette."""
