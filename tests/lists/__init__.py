"""Tests of the list kit, on contacts."""
