"""What can be done with invoices, credit notes and payments."""
