"""The thread of a record: messages, notes, attachments, followers and notifications."""
