"""What the browser asks of this room."""
