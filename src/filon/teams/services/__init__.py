"""What can be done with teams, and questions about them."""
