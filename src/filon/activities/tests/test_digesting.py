from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from filon.accounts.testing import a_user
from filon.activities.models import Morning
from filon.activities.services.digesting import choose_digest, greet_everybody
from filon.activities.testing import an_activity, the_type
from filon.chatter.choices import Reason
from filon.chatter.models import Notification
from filon.contacts.testing import a_company
from filon.core import clock
from filon.mail.models import OutboundMessage

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _sends_mail(settings) -> None:
    settings.FILON_EMAIL_URL = "smtp://localhost:1025"


def test_what_is_due_is_mailed_once_in_the_morning():
    user, record = a_user(time_zone="Europe/Bucharest"), a_company("Codrul SRL")
    with clock.stopped_at(MORNING):
        an_activity(record.pk, user, due_on=DAY, summary="Sună pentru aviz")
        assert greet_everybody() == 1
        assert greet_everybody() == 0
    mail = OutboundMessage.objects.get()
    assert mail.subject == "O activitate este scadentă"


def test_nobody_is_woken_before_seven():
    user, record = a_user(time_zone="Europe/Bucharest"), a_company()
    with clock.stopped_at(MORNING - timedelta(hours=2)):
        an_activity(record.pk, user, due_on=DAY)
        assert greet_everybody() == 0


def test_nothing_due_sends_nothing():
    user, record = a_user(time_zone="UTC"), a_company()
    with clock.stopped_at(MORNING + timedelta(hours=3)):
        an_activity(record.pk, user, due_on=DAY + timedelta(days=1))
        assert greet_everybody() == 0


def test_whoever_does_not_want_it_gets_none():
    user, record = a_user(time_zone="Europe/Bucharest"), a_company()
    choose_digest(actor=user, user=user, wants=False)
    with clock.stopped_at(MORNING):
        an_activity(record.pk, user, due_on=DAY)
        assert greet_everybody() == 0


def test_a_reminder_rings_so_many_days_before():
    user, record, call = a_user(time_zone="Europe/Bucharest"), a_company(), the_type("Call")
    call.reminder_days = 2
    call.save()
    with clock.stopped_at(MORNING):
        an_activity(record.pk, user, due_on=DAY + timedelta(days=2))
        an_activity(record.pk, user, due_on=DAY + timedelta(days=3))
        greet_everybody()
    assert Notification.objects.filter(user=user, reason=Reason.REMINDER).count() == 1


def test_the_mail_is_switched_off_on_the_page_of_activities(client: Client):
    user = a_user()
    client.force_login(user)
    client.post("/activities/digest/", {"wants": "0"})
    assert not Morning.objects.get(user=user).wants_digest
