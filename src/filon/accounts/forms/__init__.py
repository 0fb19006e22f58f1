"""What people type about themselves and about other users."""
