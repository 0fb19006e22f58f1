"""Measures reminders by mail: 5,000 meetings that remind in one minute, from that minute to a mail server's hands.

`run.py --reminding` calls it on an empty house of its own; it starts the product and waits for the minute. The mail
server on loopback listens at the port that FILON_EMAIL_URL names.
"""

import argparse
import itertools
import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import django

django.setup()

from aiosmtpd.controller import Controller  # noqa: E402 - Django is set up first
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from serving import running  # noqa: E402

from filon.accounts.models import User  # noqa: E402
from filon.calendar.choices import Channel  # noqa: E402
from filon.calendar.models import Attendee, DueReminder, Occurrence, Reminder  # noqa: E402
from filon.calendar.testing import many_meetings  # noqa: E402
from filon.core import clock  # noqa: E402
from filon.jobs.models import Job  # noqa: E402
from filon.mail.outgoing import mail_server  # noqa: E402

AHEAD = timedelta(minutes=15)
PATIENCE = timedelta(minutes=5)


class Sink:
    """Takes every message, and notes when and to whom."""

    def __init__(self) -> None:
        self.taken: list[tuple[datetime, int]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a message."""
        self.taken.append((clock.now(), int(envelope.rcpt_tos[0].split("@")[0])))
        return "250 OK"


def plan(count: int, due_at: datetime) -> None:
    """Meetings whose reminders all come due at `due_at`, each with another guest."""
    host = User.objects.create_user(email="host@filon.example", name="Gazda")
    meetings = many_meetings([host], [due_at + AHEAD] * count)
    Occurrence.objects.update(placed_at=due_at - timedelta(days=1))
    Attendee.objects.all().delete()
    guests = [f"{number}@client.example" for number in range(count)]
    Attendee.objects.bulk_create(
        [Attendee(meeting=one, address=guest, email=guest) for one, guest in zip(meetings, guests, strict=True)]
    )
    minutes = int(AHEAD.total_seconds()) // 60
    Reminder.objects.bulk_create(
        [Reminder(meeting=one, channel=Channel.MAIL, minutes_before=minutes) for one in meetings]
    )


def report(sink: Sink, due_at: datetime) -> str:
    """What came when, and whether once each and in order; seconds from the job that found the reminders due."""
    look = Job.objects.filter(name__endswith="look_for_reminders", started_at__gte=due_at).order_by("started_at")[0]
    mails = Job.objects.filter(name__endswith="mail_reminders").order_by("-finished_at")[0]
    numbers = [number for _moment, number in sink.taken]

    def after(moment: datetime | None) -> str:
        return f"{(moment - look.started_at).total_seconds():.1f} s" if moment and look.started_at else "–"

    disorder = sum(1 for before, later in itertools.pairwise(numbers) if later < before)
    return (
        f"{connection.vendor}: {DueReminder.objects.count():,} noted and queued after {after(look.finished_at)}, "
        f"all messages written after {after(mails.finished_at)}; {len(numbers):,} handed over, "
        f"{len(set(numbers)):,} different, the first after {after(sink.taken[0][0])}, "
        f"the last after {after(sink.taken[-1][0])}, {disorder} out of order"
    )


def main() -> int:
    """Measure the house that the environment names."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--count", type=int, default=5000)
    count = arguments.parse_args().count
    server = mail_server(settings.FILON_EMAIL_URL)
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=server.port if server else 0)
    controller.start()
    call_command("migrate", verbosity=0)
    due_at = clock.now().replace(second=0, microsecond=0) + timedelta(seconds=90)
    with transaction.atomic():
        plan(count, due_at)
    connection.close()
    with running(dict(os.environ)):
        while len(sink.taken) < count and clock.now() < due_at + PATIENCE:
            time.sleep(0.5)
        time.sleep(5)  # a message that is sent twice would show
    sys.stdout.write(report(sink, due_at) + "\n")
    connection.close()
    controller.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
