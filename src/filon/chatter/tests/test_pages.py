"""The thread, its composer and what hangs on it, as a browser asks for them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.chatter.models import Attachment, Follower, Message
from filon.chatter.services import following, notifying, posting
from filon.chatter.services.attaching import Upload
from filon.chatter.testing import a_note, a_received_message
from filon.contacts.models import Contact
from filon.contacts.testing import a_company, a_person

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def ana() -> User:
    return a_user(name="Ana Dobre")


@pytest.fixture
def browser(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


@pytest.fixture
def elena() -> Contact:
    return a_person("Elena Țăranu", email="elena@cramatarii.example")


def test_a_note_from_the_composer_stands_in_the_thread(browser: Client, elena: Contact) -> None:
    answer = browser.post(f"/r/{elena.pk}/thread/post/", {"kind": "note", "body": "Decide cu fratele ei."})
    assert answer.status_code == 200
    assert "Decide cu fratele ei." in answer.content.decode()


def test_a_message_from_the_composer_waits_and_can_be_stopped(browser: Client, elena: Contact) -> None:
    answer = browser.post(
        f"/r/{elena.pk}/thread/post/",
        {"kind": "message", "body": "Vizita rămâne vineri.", "to": "elena@cramatarii.example"},
    )
    assert "Anulează trimiterea" in answer.content.decode()
    message = Message.objects.get()
    assert message.outbound is not None
    stopped = browser.post(f"/messages/{message.pk}/stop/").content.decode()
    assert "oprit" in stopped
    assert "Încearcă din nou" not in stopped


def test_a_message_to_nobody_is_refused_and_the_words_are_kept(browser: Client, elena: Contact) -> None:
    answer = browser.post(f"/r/{elena.pk}/thread/post/", {"kind": "message", "body": "Vizita rămâne vineri."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Vizita rămâne vineri." in page
    assert "Nimeni nu ar primi" in page
    assert not Message.objects.exists()


def test_a_file_from_the_composer_is_downloaded_and_never_rendered(browser: Client, elena: Contact) -> None:
    file = SimpleUploadedFile("Ofertă.html", b"<script>alert(1)</script>", content_type="text/html")
    browser.post(f"/r/{elena.pk}/thread/post/", {"kind": "note", "body": "", "file": [file]})
    attachment = Attachment.objects.get()
    answer = browser.get(attachment.url)
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_only_pictures_are_shown(browser: Client, ana: User, elena: Contact) -> None:
    uploads = [Upload("poza.png", PNG), Upload("pagina.html", b"<html>")]
    posting.post_note(actor=ana, record_id=elena.pk, body="", files=uploads)
    picture, page = Attachment.objects.order_by("pk")
    assert browser.get(picture.picture_url).headers["Content-Type"] == "image/png"
    assert browser.get(page.picture_url).status_code == 404


def test_files_and_threads_have_the_rights_of_their_record(client: Client, ana: User, elena: Contact) -> None:
    note = posting.post_note(actor=ana, record_id=elena.pk, body="x", files=[Upload("a.pdf", b"%PDF")])
    outsider = a_user(name="Fost coleg", is_active=False)
    client.force_login(outsider)
    for address in (note.attachments.get().url, f"/r/{elena.pk}/thread/", f"/messages/{note.pk}/"):
        assert client.get(address).status_code in (302, 404)


def test_a_record_that_does_not_exist_is_not_found(browser: Client) -> None:
    for address in ("/r/999999/", "/r/999999/thread/", "/messages/999999/", "/attachments/999999/a.pdf"):
        assert browser.get(address).status_code == 404


def test_any_record_has_a_short_address(browser: Client, elena: Contact) -> None:
    assert browser.get(f"/r/{elena.pk}/").headers["Location"] == f"/contacts/{elena.pk}/"


def test_what_is_said_is_escaped_and_links_can_be_followed(browser: Client, ana: User, elena: Contact) -> None:
    a_note(elena.pk, ana, "<img src=x onerror=alert(1)> vezi https://exemplu.test/plan")
    page = browser.get(f"/r/{elena.pk}/thread/").content.decode()
    assert "<img src=x" not in page
    assert 'href="https://exemplu.test/plan"' in page


def test_field_changes_stand_between_the_messages(browser: Client, elena: Contact) -> None:
    browser.post(f"/contacts/{elena.pk}/", {"kind": "person", "name": "Elena Țăranu", "city": "Alba Iulia"})
    page = browser.get(f"/r/{elena.pk}/thread/").content.decode()
    assert "Localitate" in page
    assert "Alba Iulia" in page


def test_older_entries_come_on_demand_and_none_is_lost_or_shown_twice(browser: Client, ana: User) -> None:
    company = a_company()
    for number in range(65):
        a_note(company.pk, ana, f"nota {number:02}.")
    page, found = browser.get(f"/r/{company.pk}/thread/").content.decode(), []
    while True:
        found += [number for number in range(65) if f"nota {number:02}." in page]
        if "?before=" not in page:
            break
        cursor = page.split("?before=")[1].split('"')[0]
        page = browser.get(f"/r/{company.pk}/thread/older/?before={cursor}").content.decode()
    assert sorted(found) == list(range(65))


def test_a_thread_costs_as_many_queries_with_many_messages_as_with_few(
    browser: Client, ana: User, elena: Contact, django_assert_max_num_queries
) -> None:
    for number in range(25):
        a_note(elena.pk, ana, f"nota {number}")
        a_received_message(elena.pk, message_id=f"<{number}@x.example>")
    with django_assert_max_num_queries(22):
        browser.get(f"/r/{elena.pk}/thread/")


def test_opening_the_thread_tells_that_it_was_seen(browser: Client, ana: User, elena: Contact) -> None:
    following.follow(actor=ana, record_id=elena.pk, user=ana)
    a_received_message(elena.pk)
    address = f"/r/{elena.pk}/thread/seen/"
    assert address in browser.get(f"/r/{elena.pk}/thread/").content.decode()
    assert "Notificări: 0 necitite" in browser.post(address).content.decode()
    assert address not in browser.get(f"/r/{elena.pk}/thread/").content.decode()


def test_the_quoted_history_is_folded(browser: Client, elena: Contact) -> None:
    a_received_message(elena.pk, text="Da, vineri.", quoted="> Vizita rămâne?")
    page = browser.get(f"/r/{elena.pk}/thread/").content.decode()
    assert page.index("<details") < page.index("Vizita rămâne?")


def test_a_note_is_changed_where_it_stands(browser: Client, ana: User, elena: Contact) -> None:
    note = a_note(elena.pk, ana)
    assert "<textarea" in browser.get(f"/messages/{note.pk}/edit/").content.decode()
    answer = browser.post(f"/messages/{note.pk}/edit/", {"body": "După ora 16."})
    assert "După ora 16." in answer.content.decode()
    assert "editat" in answer.content.decode()


def test_a_note_of_a_colleague_cannot_be_changed(browser: Client, elena: Contact) -> None:
    note = a_note(elena.pk, a_user(name="Mihai"))
    assert browser.post(f"/messages/{note.pk}/edit/", {"body": "altceva"}).status_code == 403
    assert f"/messages/{note.pk}/edit/" not in browser.get(f"/r/{elena.pk}/thread/").content.decode()


def test_an_administrator_may_delete_any_note(client: Client, elena: Contact) -> None:
    note = a_note(elena.pk, a_user(name="Mihai"))
    client.force_login(an_administrator())
    assert client.post(f"/messages/{note.pk}/delete/").status_code == 200
    assert not Message.objects.exists()


def test_following_is_one_button(browser: Client, ana: User, elena: Contact) -> None:
    assert "Urmărit" in browser.post(f"/r/{elena.pk}/follow/").content.decode()
    assert following.is_following(record_id=elena.pk, user=ana)
    browser.post(f"/r/{elena.pk}/follow/")
    assert not following.is_following(record_id=elena.pk, user=ana)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("Mihai Ionescu", "user"), ("ELENA@cramatarii.example", "contact"), ("ion@x.example", "address")],
)
def test_a_colleague_a_contact_or_an_address_can_be_added(
    browser: Client, elena: Contact, typed: str, kind: str
) -> None:
    a_user(name="Mihai Ionescu")
    company = a_company()
    assert browser.post(f"/r/{company.pk}/followers/add/", {"who": typed}).status_code == 200
    assert getattr(Follower.objects.get(), kind)


def test_a_follower_whom_nobody_knows_is_refused_beside_the_field(browser: Client) -> None:
    company = a_company()
    answer = browser.post(f"/r/{company.pk}/followers/add/", {"who": "nimeni"})
    assert answer.status_code == 422
    assert "nimeni" in answer.content.decode()


def test_the_bell_counts_and_its_page_lists(browser: Client, ana: User, elena: Contact) -> None:
    following.follow(actor=ana, record_id=elena.pk, user=ana)
    a_note(elena.pk, a_user(name="Mihai Ionescu"), "Sună-o azi.")
    page = browser.get("/notifications/").content.decode()
    assert "Notificări: 1 necitită" in page
    assert "Sună-o azi." in page
    browser.post("/notifications/read/")
    assert notifying.unread_count(ana) == 0
