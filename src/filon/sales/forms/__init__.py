"""What people type about quotations."""
