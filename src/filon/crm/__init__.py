"""Leads and opportunities, their stages and lost reasons, and the board they move on."""
