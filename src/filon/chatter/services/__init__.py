"""What can be done in threads, and questions about them."""
