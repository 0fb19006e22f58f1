"""What can be done with our settings, currency rates and tags."""
