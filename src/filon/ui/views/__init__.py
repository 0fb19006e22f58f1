"""The few pages of ui itself."""
