"""What this room registers with the rooms below, and with itself."""

from datetime import timedelta

from filon.accounts.hooks import password_reset_requested, user_invited
from filon.jobs import schedules
from filon.mail.handlers import send_invitation, send_reset_link
from filon.mail.hooks import message_arrived, message_queued, messages_arrived
from filon.mail.tasks import enqueue_arrivals, enqueue_route, enqueue_send, heal

message_arrived.register(enqueue_route)
messages_arrived.register(enqueue_arrivals)
message_queued.register(enqueue_send)
schedules.register("heal-mail", heal, every=timedelta(minutes=1))
user_invited.register(send_invitation)
password_reset_requested.register(send_reset_link)
