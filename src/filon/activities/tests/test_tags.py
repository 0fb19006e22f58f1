"""An activity carries tags: typed, shown, kept when it is changed, and filtered by."""

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.activities.models import Activity, ActivityType
from filon.contacts.models import Contact
from filon.contacts.testing import a_person
from filon.core.clock import today
from filon.organisation.models import Tag

pytestmark = pytest.mark.django_db
TEXT = "{:%d.%m.%Y}"


@pytest.fixture
def user() -> User:
    return a_user(role="all", name="Ioana")


@pytest.fixture
def person(user: User) -> Contact:
    return a_person("Ion Pop", salesperson=user)


@pytest.fixture
def browser(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def values(user: User, **more: str) -> dict[str, str | int]:
    day = TEXT.format(today("Europe/Bucharest"))
    return {"type": ActivityType.objects.active()[0].pk, "due_on": day, "assignee": user.pk, "priority": "2", **more}


def test_tags_are_typed_shown_and_kept(browser: Client, user: User, person: Contact) -> None:
    browser.post(f"/r/{person.pk}/activities/new/", values(user, tags="Urgent, teren, urgent"))
    activity = Activity.objects.get()
    assert sorted(map(str, activity.tags.all())) == ["Urgent", "teren"]
    page = browser.get("/activities/").content.decode()
    assert "teren" in page
    assert page.count("star-filled") >= 2
    browser.post(f"/activities/{activity.pk}/edit/", values(user, tags="teren"))
    assert [str(tag) for tag in activity.tags.all()] == ["teren"]


def test_activities_are_filtered_by_tag(browser: Client, user: User, person: Contact) -> None:
    browser.post(f"/r/{person.pk}/activities/new/", values(user, tags="teren", summary="Cu etichetă"))
    browser.post(f"/r/{person.pk}/activities/new/", values(user, summary="Fără etichetă"))
    browser.get("/activities/")  # takes the toasts, which name both
    tag = Tag.objects.get(sort_key__startswith="teren")
    page = browser.get(f"/activities/?filter=whose:mine&filter=state:open&filter=tag:{tag.pk}").content.decode()
    assert "Cu etichetă" in page
    assert "Fără etichetă" not in page
