"""The pages and parts of pages of this room."""
