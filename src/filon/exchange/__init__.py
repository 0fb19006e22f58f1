"""Import and export of any kind of record, by declaration."""
