from datetime import date, timedelta

import pytest

from filon.accounts.services.managing import change_user
from filon.accounts.testing import a_user
from filon.activities.choices import Chaining, Outcome, Status
from filon.activities.models import Activity, Suggestion
from filon.activities.services.cancelling import cancel
from filon.activities.services.completing import complete, reopen_activity
from filon.activities.services.handling import close_all, close_of_user, reopen
from filon.activities.testing import an_activity, the_type
from filon.chatter.models import Message
from filon.contacts.services.editing import archive_contact
from filon.contacts.testing import a_company
from filon.core.exceptions import Conflict
from filon.history.models import ChangeSet
from filon.history.services.recording import write
from filon.history.services.undoing import undo

pytestmark = pytest.mark.django_db


def test_done_leaves_a_note_with_what_came_of_it():
    user, record = a_user(), a_company()
    complete(actor=user, activity=an_activity(record.pk, user, summary="Sună-l pe Dan"), feedback="Vrea ofertă.")
    note = Message.objects.get(record_id=record.pk)
    assert note.body_text == "Efectuată: Apel · Sună-l pe Dan\n\nVrea ofertă."
    assert Activity.objects.get().status == Status.DONE


def test_done_twice_is_refused():
    user, record = a_user(), a_company()
    made = an_activity(record.pk, user)
    complete(actor=user, activity=made)
    with pytest.raises(Conflict):
        complete(actor=user, activity=made)
    assert Message.objects.count() == 1


def test_a_type_that_triggers_schedules_the_next_one():
    user, record = a_user(), a_company()
    call, todo = the_type("Call"), the_type("To-do")
    call.chaining, call.triggered = Chaining.TRIGGER, todo
    call.save()
    made = an_activity(record.pk, user, due_on=date(2026, 10, 8))
    done = complete(actor=user, activity=made)
    assert done.triggered is not None
    assert (done.triggered.type, done.triggered.due_on) == (todo, date(2026, 10, 13))


def test_a_type_that_suggests_only_proposes():
    user, record = a_user(), a_company()
    Suggestion.objects.create(type=the_type("Call"), next=the_type("Meeting"))
    done = complete(actor=user, activity=an_activity(record.pk, user))
    assert done.triggered is None
    assert done.suggested == (the_type("Meeting"),)


def test_a_cancelled_one_says_nothing_and_can_be_reopened():
    user, record = a_user(), a_company()
    made = cancel(actor=user, activity=an_activity(record.pk, user))
    assert made.status == Status.CANCELLED
    assert not Message.objects.exists()
    assert reopen_activity(actor=user, activity=made).status == Status.OPEN


def test_a_lost_deal_takes_its_open_activities_along_and_undo_brings_them_back():
    user, record = a_user(), a_company()
    an_activity(record.pk, user, due_on=user.today + timedelta(days=1))
    done = complete(actor=user, activity=an_activity(record.pk, user)).activity
    with write(user, "web", "Lost"):
        assert close_all(actor=user, record_ids=[record.pk], outcome="lost") == 1
    assert not Activity.objects.open().exists()
    done.refresh_from_db()
    assert done.status == Status.DONE
    undo(ChangeSet.objects.order_by("-pk").values_list("pk", flat=True)[0], user)
    assert Activity.objects.open().count() == 1


def test_reopening_a_deal_brings_back_only_what_ended_with_it():
    user, record = a_user(), a_company()
    cancel(actor=user, activity=an_activity(record.pk, user, summary="singură"))
    an_activity(record.pk, user, summary="cu afacerea")
    close_all(actor=user, record_ids=[record.pk], outcome="lost")
    assert reopen(record_ids=[record.pk], outcome="lost") == 1
    assert [each.summary for each in Activity.objects.open()] == ["cu afacerea"]


def test_who_is_switched_off_has_nothing_to_do():
    user, other, record = a_user(), a_user(name="Ana Pop"), a_company()
    an_activity(record.pk, user)
    an_activity(record.pk, other)
    assert close_of_user(actor=None, user=user) == 1
    assert [each.assignee for each in Activity.objects.open()] == [other]
    assert Activity.objects.get(assignee=user).outcome == Outcome.USER


def test_an_archived_contact_has_nothing_planned_any_more():
    user, record = a_user(), a_company()
    an_activity(record.pk, user)
    archive_contact(actor=None, contact=record)
    assert Activity.objects.get().outcome == Outcome.ARCHIVED


def test_switching_a_user_off_cancels_what_he_had_to_do():
    user, record = a_user(), a_company()
    an_activity(record.pk, user)
    change_user(actor=None, user=user, name=user.name, email=user.email, role=user.role, is_active=False)
    assert Activity.objects.get().status == Status.CANCELLED
