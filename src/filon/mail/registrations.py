"""What this room registers with the rooms below, and with itself."""

from datetime import timedelta

from filon.jobs import schedules
from filon.mail.hooks import message_arrived, message_queued, messages_arrived
from filon.mail.tasks import enqueue_arrivals, enqueue_route, enqueue_send, heal

message_arrived.register(enqueue_route)
messages_arrived.register(enqueue_arrivals)
message_queued.register(enqueue_send)
schedules.register("heal-mail", heal, every=timedelta(minutes=1))
