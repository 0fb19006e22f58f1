"""What the doctor says about mail."""

from datetime import timedelta

import pytest

from filon.core import clock
from filon.mail.models import InboundMessage
from filon.mail.services.examining import examine
from filon.mail.services.sending import queue_message
from filon.mail.testing import a_mail, an_arrival

pytestmark = pytest.mark.django_db


def faults() -> list[str]:
    return [finding.sentence for finding in examine() if not finding.is_well]


def test_a_house_without_mail_is_well() -> None:
    assert faults() == []


def test_what_waits_too_long_or_failed_is_a_fault(settings) -> None:
    row = an_arrival(a_mail())
    assert faults() == []
    InboundMessage.objects.update(received_at=clock.now() - timedelta(minutes=2))
    assert faults() == ["1 messages have waited for more than a minute to be routed."]
    InboundMessage.objects.filter(pk=row.pk).update(outcome="failed")
    queue_message(record_id=None, author=None, to=["a@b.test"], subject="x", text="x")
    assert faults() == [
        "1 messages failed and wait for an administrator in the ledger.",
        "Outgoing mail is not set up (FILON_EMAIL_URL); 1 messages wait.",
    ]
    settings.FILON_EMAIL_URL = "smtp://mail.x.test"
    assert len(faults()) == 1
