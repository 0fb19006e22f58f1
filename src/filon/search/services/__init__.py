"""What the search room does."""
