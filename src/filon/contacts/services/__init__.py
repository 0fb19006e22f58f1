"""What can be done with contacts, and questions about them."""
