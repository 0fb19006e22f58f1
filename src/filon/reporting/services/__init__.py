"""What this room computes."""
