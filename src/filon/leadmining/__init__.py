"""The company directory, and requests that make leads of it."""
