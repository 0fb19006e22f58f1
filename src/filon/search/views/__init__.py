"""The pages of the search room."""
