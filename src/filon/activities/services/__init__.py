"""What can be done with activities, their types and plans, and questions about them."""
