"""The jobs of this room."""

from django.utils.translation import gettext_noop
from django_tasks import task

from filon.history.choices import Kind
from filon.history.services import recording
from filon.jobs.choices import JobState
from filon.jobs.models import Job
from filon.mail.models import OutboundMessage
from filon.mail.services import arriving, delivering, fetching, keeping, settling
from filon.mail.services import routing as routing_service


@task(unique=True, label=gettext_noop("Messages arrived"))
def route_arrivals() -> None:
    """Decide what becomes of the messages that have just arrived."""
    if arriving.route_arrivals():
        route_arrivals.enqueue()


@task(label=gettext_noop("A message arrived"))
def route(inbound_id: int, is_insisted: bool = False) -> None:
    """Decide what becomes of one message on the ledger."""
    with recording.apart(None, Kind.MAIL):
        routing_service.route(inbound_id=inbound_id, is_insisted=is_insisted)


@task(unique=True, atomic=False, label=gettext_noop("Send a message"))
def send(message_id: int) -> None:
    """Hand a message to the mail server."""
    delivering.deliver(message_id=message_id)


@task(unique=True, label=gettext_noop("Look for messages that were left behind"))
def heal() -> None:
    """Queue again what should have been routed or sent a while ago and has no job left."""
    if settling.has_arrivals():
        route_arrivals.enqueue()
    known = {job.args[0] for job in Job.objects.filter(name=route.module_path).exclude(state=JobState.DONE) if job.args}
    for inbound_id in settling.unrouted():
        if inbound_id not in known:
            route.enqueue(inbound_id)
    delivering.wake_waiting()


@task(unique=True, atomic=False, label=gettext_noop("Read a mailbox"))
def visit_mailbox(mailbox_id: int) -> None:
    """Take what is new in a mailbox."""
    fetching.visit(mailbox_id=mailbox_id)


@task(unique=True, label=gettext_noop("Read the mailboxes"))
def visit_mailboxes() -> None:
    """Have every mailbox read, each by a job of its own, so that a slow server holds up no other."""
    for mailbox_id in fetching.visited():
        visit_mailbox.enqueue(mailbox_id)


def enqueue_visit(mailbox_id: int) -> None:
    """Write the job that reads one mailbox."""
    visit_mailbox.enqueue(mailbox_id)


@task(unique=True, label=gettext_noop("Forget old messages"))
def forget_old() -> None:
    """Delete what the ledger is to keep no longer."""
    if keeping.forget_old() == keeping.BATCH:
        forget_old.enqueue()


def enqueue_route(inbound_id: int, is_insisted: bool) -> None:
    """Write the job that routes one message."""
    route.enqueue(inbound_id, is_insisted)


def enqueue_arrivals() -> None:
    """Write the job that routes what has arrived."""
    route_arrivals.enqueue()


def enqueue_send(message_id: int) -> None:
    """Write the job that sends a message when its pause is over."""
    due = OutboundMessage.objects.values_list("send_after", flat=True).get(pk=message_id)
    send.using(run_after=due).enqueue(message_id)
