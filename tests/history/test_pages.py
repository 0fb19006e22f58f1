"""The pages of history, and undoing from a toast."""

import json

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import Contact
from filon.contacts.testing import a_company
from filon.crm.models import Campaign, Lead
from filon.crm.testing import a_lead
from filon.history.middleware import ChangeSetMiddleware
from filon.history.models import Change, ChangeSet
from filon.history.services import recording
from filon.history.toasts import undo_toast
from filon.ui.toasts import taken

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def renamed(contact: Contact, name: str, actor: object = None) -> int:
    with recording.write(actor, "web", "Renamed a contact") as made:
        Contact.objects.filter(pk=contact.pk).update(name=name)
    return made.id


def test_the_audit_shows_administrators_everything_and_others_their_own(client: Client) -> None:
    mihai = a_user(name="Mihai Pop")
    renamed(a_company(), "A", mihai)
    renamed(a_company(), "B", a_user(name="Ioana Rus"))
    client.force_login(an_administrator())
    with recording.write(mihai, "web", "Made many campaigns"):
        Campaign.objects.bulk_create([Campaign(name=f"C{number}") for number in range(1234)])
    page = client.get("/history/").content.decode()
    assert "1.234" in page
    assert page.count("Renamed a contact") >= 2
    assert "Mihai Pop" in page
    client.force_login(mihai)
    page = client.get("/history/").content.decode()
    assert "Ioana Rus" not in page


def test_the_audit_takes_the_same_few_queries_whatever_its_length(client: Client) -> None:
    client.force_login(an_administrator())
    contact = a_company()
    renamed(contact, "A", a_user(name="A"))
    numbers = []
    for name in "BCDEF":
        with CaptureQueriesContext(connection) as queries:
            client.get("/history/")
        numbers.append(len(queries))
        renamed(contact, name, a_user(name=name))
    assert len(set(numbers)) == 1
    assert numbers[0] <= 12


def test_a_change_set_says_what_it_changed(client: Client) -> None:
    client.force_login(an_administrator())
    page = client.get(f"/history/{renamed(a_company('Codrul SRL'), 'Stejarul SRL')}/").content.decode()
    assert "Codrul SRL" in page
    assert "Stejarul SRL" in page


def test_a_change_set_of_what_one_may_not_see_is_not_found(client: Client) -> None:
    lead = a_lead(salesperson=a_user(name="Ioana"))
    with recording.write(None, "web") as made:
        Lead.objects.filter(pk=lead.pk).update(city="Brad")
    client.force_login(a_user(name="Mihai"))
    assert client.get(f"/history/{made.id}/").status_code == 404
    assert client.get(f"/history/{made.id}/undo/").status_code == 404
    assert client.post(f"/history/{made.id}/undo/").status_code == 404
    assert client.get(f"/r/{lead.pk}/history/").status_code == 404
    assert client.get("/history/0/").status_code == 404


def test_the_history_of_a_record_tells_who_changed_what(client: Client) -> None:
    contact = a_company("Codrul SRL")
    renamed(contact, "Stejarul SRL", a_user(name="Ioana Rus"))
    client.force_login(a_user())
    page = client.get(f"/r/{contact.pk}/history/").content.decode()
    assert "Codrul SRL → Stejarul SRL" in page
    assert "Ioana Rus" in page
    fragment = client.get(f"/r/{contact.pk}/history/", headers=HTMX).content.decode()
    assert "<html" not in fragment
    assert "Codrul SRL → Stejarul SRL" in fragment


def test_the_dialog_says_before_what_will_stay(client: Client) -> None:
    contact = a_company("Codrul SRL")
    number = renamed(contact, "Stejarul SRL")
    renamed(contact, "Fagul SRL", a_user(name="Ioana Rus"))
    client.force_login(an_administrator())
    page = client.get(f"/history/{number}/undo/").content.decode()
    assert "Ioana Rus" in page
    contact.refresh_from_db()
    assert contact.name == "Fagul SRL"


def test_undo_from_a_toast_tells_what_was_undone_and_offers_to_do_it_again(client: Client) -> None:
    contact = a_company("Codrul SRL")
    number = renamed(contact, "Stejarul SRL")
    mihai = a_user()
    client.force_login(mihai)
    answer = client.post(f"/history/{number}/undo/", headers=HTMX)
    assert answer.headers["HX-Refresh"] == "true"
    contact.refresh_from_db()
    assert contact.name == "Codrul SRL"
    undo = ChangeSet.objects.get(kind="undo")
    assert (undo.actor, undo.undoes_id) == (mihai.pk, number)
    page = client.get("/contacts/").content.decode()
    assert f"/history/{undo.pk}/undo/" in page
    client.post(f"/history/{undo.pk}/undo/")
    contact.refresh_from_db()
    assert contact.name == "Stejarul SRL"


def test_undo_names_what_stays_in_words(client: Client) -> None:
    contact = a_company("Codrul SRL")
    number = renamed(contact, "Stejarul SRL")
    renamed(contact, "Fagul SRL", a_user(name="Ioana Rus"))
    client.force_login(a_user())
    client.post(f"/history/{number}/undo/")
    page = client.get("/contacts/").content.decode()
    assert "Ioana Rus" in page
    assert "Fagul SRL" in page


def through_the_door(view, user=None, path: str = "/x/", **extra) -> HttpResponse:
    request = RequestFactory().post(path, **extra)
    if user is not None:
        request.user = user
    return ChangeSetMiddleware(view)(request)


def test_an_unsafe_request_is_one_change_set_of_its_user() -> None:
    mihai = a_user()

    def view(request) -> HttpResponse:
        Campaign.objects.create(name="A")
        Campaign.objects.create(name="B")
        return HttpResponse()

    through_the_door(view, mihai)
    change_set = ChangeSet.objects.get(actor=mihai.pk)
    assert (change_set.kind, change_set.changes.count()) == ("web", 2)
    Campaign.objects.all().delete()
    through_the_door(view, mihai, "/api/v1/x/")
    assert ChangeSet.objects.filter(actor=mihai.pk, kind="api").count() == 1


def test_an_answer_that_failed_leaves_nothing() -> None:
    def view(request) -> HttpResponse:
        Campaign.objects.create(name="A")
        return HttpResponse(status=500)

    through_the_door(view)
    assert not Campaign.objects.exists()
    assert not Change.objects.filter(table__name="crm_campaign").exists()


def test_a_view_that_raises_leaves_nothing() -> None:
    def view(request) -> HttpResponse:
        Campaign.objects.create(name="A")
        middleware.process_exception(request, ZeroDivisionError())
        return HttpResponse(status=400)

    middleware = ChangeSetMiddleware(view)
    middleware(RequestFactory().post("/x/"))
    assert not Campaign.objects.exists()


def test_a_toast_offers_to_undo_only_what_was_done(client: Client) -> None:
    def quiet(request) -> HttpResponse:
        request._messages = client_messages(request)
        undo_toast(request, "Nothing", "Undo it")
        return HttpResponse(json.dumps([toast.undo_url for toast in taken(request)]))

    def busy(request) -> HttpResponse:
        Campaign.objects.create(name="A")
        request._messages = client_messages(request)
        undo_toast(request, "Made", "Undo it")
        return HttpResponse(json.dumps([toast.undo_url for toast in taken(request)]))

    assert json.loads(through_the_door(quiet).content) == [""]
    [url] = json.loads(through_the_door(busy).content)
    made = ChangeSet.objects.get(changes__table__name="crm_campaign")
    assert url == f"/history/{made.pk}/undo/"


def client_messages(request):
    return CookieStorage(request)


def test_pages_speak_english_too(client: Client) -> None:
    client.force_login(an_administrator(language="en"))
    with translation.override("en"):
        assert "By whom" in client.get("/history/").content.decode()
