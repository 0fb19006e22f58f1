"""What the room does: record, read, undo, look back."""
