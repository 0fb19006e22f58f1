"""What the guide does: read its files, and search them."""
