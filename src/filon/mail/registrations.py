"""What this room registers with the rooms below, and with itself."""
