"""Every change with who, when and why; undo; the record as of a moment; the audit."""
