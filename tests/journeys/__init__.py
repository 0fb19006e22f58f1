"""Journeys: the running product, driven in a real browser as a person would."""
