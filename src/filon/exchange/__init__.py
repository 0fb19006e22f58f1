"""Import and export: tables and cards on the way in and out."""
