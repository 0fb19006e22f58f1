"""What happens in this room, for its own jobs and for rooms above."""

from filon.core.hooks import Hook

message_arrived: Hook[[int, bool]] = Hook("message arrived")
"""A message is on the ledger and is to be routed: its id, and whether a person insists on it."""

message_queued: Hook[[int]] = Hook("message queued")
"""A message of ours waits to be sent: its id."""
