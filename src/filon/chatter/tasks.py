"""The jobs of this room."""

from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext_noop
from django_tasks import task

from filon.accounts.models import User
from filon.chatter.hooks import Text
from filon.chatter.services.mailing import Addressee, write_one
from filon.history.choices import Kind
from filon.history.services import recording

BATCH = 20
"""As many are written to in one transaction, so that nobody else waits long for a write."""


@task(label=gettext_noop("Write to many"))
def write_to_many(actor_id: int, people: list[tuple[int, str]], text: dict[str, str | int | None]) -> None:
    """Write to the first of `people`, then let a job do the rest. Repeated, it writes to nobody twice."""
    actor = User.objects.get(pk=actor_id)
    change_set = recording.apart(actor, Kind.JOB, gettext_noop("Wrote to many"))
    with translation.override(actor.language or "ro"), timezone.override(actor.zone), change_set:
        for record_id, address in people[:BATCH]:
            write_one(actor=actor, to=Addressee(record_id, address), text=Text(**text))  # type: ignore[arg-type]
    if people[BATCH:]:
        write_to_many.enqueue(actor_id, people[BATCH:], text)


def enqueue_mailing(actor_id: int, people: Sequence[tuple[int, str]], text: Text) -> None:
    """Write the job that writes to many."""
    said = {"template_id": text.template_id, "subject": text.subject, "body": text.body}
    write_to_many.enqueue(actor_id, list(people), said)
