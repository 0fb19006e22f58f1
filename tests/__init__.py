"""Tests across rooms, and the settings of all tests."""
