"""What can be done with meetings, and questions about them."""
