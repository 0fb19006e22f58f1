"""The pages of sales teams."""
