"""What happens in this room, for its own jobs and for rooms above."""

from filon.core.hooks import Hook

messages_arrived: Hook[[]] = Hook("messages arrived")
"""Some messages are on the ledger and are to be routed."""

message_arrived: Hook[[int, bool]] = Hook("message arrived")
"""One message on the ledger is to be routed by itself: its id, and whether a person insists on it."""

message_queued: Hook[[int]] = Hook("message queued")
"""A message of ours waits to be sent: its id."""

message_bounced: Hook[[int]] = Hook("message bounced")
"""A message of ours came back for good: its id."""
