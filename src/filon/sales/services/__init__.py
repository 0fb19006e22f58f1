"""What can be done with quotations and orders."""
