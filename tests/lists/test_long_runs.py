"""Work on many rows in the background: how it goes on, ends, is stopped, and is taken back."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.crm.models import Lead
from filon.crm.testing import a_lead
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo
from filon.jobs.choices import RunState
from filon.jobs.models import LongRun
from filon.jobs.services import long_running
from filon.jobs.services.long_running import end
from filon.jobs.testing import run_jobs
from filon.ui.lists import bulk

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def user() -> User:
    return a_user(name="Ioana Mureșan", role="all")


@pytest.fixture
def browser(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are many, so that a test need not make hundreds."""
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    monkeypatch.setattr(long_running, "BATCH", 2)


def archive_all(browser: Client) -> Any:
    values = {"act": "bulk", "bulk": "archive", "all": "1", "confirmed": "1"}
    return browser.post(reverse("crm:board") + "?view=table&filter=", values, **HTMX)


def toasts(answer: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer["HX-Trigger"])["filon:toast"]["toasts"]
    return found


def tray(browser: Client) -> Any:
    return browser.get(reverse("jobs:tray"), **HTMX)


def archived() -> int:
    return Lead.objects.filter(is_active=False).count()


def test_many_rows_are_worked_on_in_the_background_and_a_word_tells_the_end(browser: Client) -> None:
    leads = [a_lead(f"P{number}") for number in range(5)]
    begun = archive_all(browser)
    assert "filon:close-dialog" in begun["HX-Trigger"]
    assert archived() == 0
    assert "0 din 5" in tray(browser).content.decode()
    run_jobs()
    assert archived() == len(leads)
    answer = tray(browser)
    assert "tray-run" not in answer.content.decode()
    assert "filon:list-refresh" in answer["HX-Trigger"]
    assert "5 din 5" in toasts(answer)[0]["text"]
    assert "HX-Trigger" not in tray(browser)


def test_what_it_has_done_is_one_change_that_one_undo_takes_back(browser: Client, user: User) -> None:
    for number in range(5):
        a_lead(f"P{number}")
    archive_all(browser)
    run_jobs()
    change_set = ChangeSet.objects.get(pk=LongRun.objects.get().change_set)
    assert "5" in change_set.title
    assert change_set.actor == user.pk
    undo(change_set.pk, user)
    assert archived() == 0


def test_it_is_stopped_between_two_batches_and_offers_to_undo_what_is_done(browser: Client) -> None:
    for number in range(5):
        a_lead(f"P{number}")
    archive_all(browser)
    run = LongRun.objects.get()
    assert long_running._batch(run.pk)
    answer = browser.post(reverse("jobs:stop", args=[run.pk]), **HTMX)
    assert "2 din 5" in toasts(answer)[0]["text"]
    run_jobs()
    assert archived() == 2


def test_whoever_takes_it_up_again_goes_on_where_it_was_left(browser: Client) -> None:
    for number in range(5):
        a_lead(f"P{number}")
    archive_all(browser)
    long_running._batch(LongRun.objects.get().pk)
    run_jobs()
    run = LongRun.objects.get()
    assert (run.state, run.done, archived()) == (RunState.DONE, 5, 5)


def test_a_refusal_ends_it_with_its_sentence(browser: Client) -> None:
    for number in range(3):
        a_lead(f"P{number}")
    archive_all(browser)
    LongRun.objects.update(act="nothing")
    run_jobs()
    assert LongRun.objects.get().state == RunState.FAILED
    assert archived() == 0


def test_a_colleague_neither_sees_nor_stops_it(browser: Client, client: Client) -> None:
    for number in range(3):
        a_lead(f"P{number}")
    archive_all(browser)
    run = LongRun.objects.get()
    client.force_login(a_user(name="Alt Coleg"))
    assert "tray-run" not in tray(client).content.decode()
    assert client.post(reverse("jobs:stop", args=[run.pk]), **HTMX).status_code == 404


def test_what_has_ended_is_not_ended_otherwise(browser: Client) -> None:
    for number in range(3):
        a_lead(f"P{number}")
    archive_all(browser)
    run = LongRun.objects.get()
    run_jobs()
    end(run, RunState.STOPPED)
    run.refresh_from_db()
    assert run.state == RunState.DONE
