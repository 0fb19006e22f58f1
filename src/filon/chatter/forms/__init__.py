"""What is typed in a thread, and in the configuration of this room."""
