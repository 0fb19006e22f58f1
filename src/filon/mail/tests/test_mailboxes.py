"""Mailboxes elsewhere: fetched by IMAP and POP3 from a real server, and set up by an administrator."""

import socket
from collections.abc import Iterator

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_company
from filon.core.exceptions import DomainError, NotAllowed
from filon.jobs.testing import run_jobs
from filon.mail.models import Alias, InboundMessage, Mailbox
from filon.mail.services import fetching, mailboxes
from filon.mail.services.mailboxes import MailboxValues, door_of, door_token, save_mailbox, try_mailbox
from filon.mail.testing import a_mail, an_alias
from filon.mail.tests import dovecot

pytestmark = pytest.mark.django_db

needs_dovecot = pytest.mark.skipif(not dovecot.is_there(), reason="Dovecot is not installed, or this is not root")


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Dovecot]:
    with dovecot.running() as one:
        yield one


def a_mailbox(server: dovecot.Dovecot, user: str, kind: str = "imap", **values: object) -> Mailbox:
    return save_mailbox(
        actor=None,
        **{
            "name": user,
            "kind": kind,
            "host": "127.0.0.1",
            "port": server.pop if kind == "pop" else server.imap,
            "security": "none",
            "user": user,
            "password": dovecot.PASSWORD,
            **values,
        },
    )


def visit(mailbox: Mailbox) -> int:
    count = fetching.visit(mailbox_id=mailbox.pk)
    mailbox.refresh_from_db()
    return count


@needs_dovecot
@pytest.mark.parametrize("kind", ["imap", "pop"])
def test_what_comes_after_the_first_visit_is_taken_once(server: dovecot.Dovecot, kind: str) -> None:
    user = f"vechi-{kind}"
    server.deliver(user, a_mail(message_id="<old@client.test>"))
    box = a_mailbox(server, user, kind)
    assert (visit(box), box.error) == (0, "")
    server.deliver(user, a_mail(message_id="<new@client.test>"))
    assert (visit(box), visit(box)) == (1, 0)
    row = InboundMessage.objects.get()
    assert (row.message_id, row.transport, row.mailbox) == ("<new@client.test>", kind, box)
    assert server.kept(user) == 2


@needs_dovecot
@pytest.mark.parametrize("kind", ["imap", "pop"])
def test_older_messages_are_taken_and_deleted_when_that_was_chosen(server: dovecot.Dovecot, kind: str) -> None:
    user = f"toate-{kind}"
    for number in range(3):
        server.deliver(user, a_mail(message_id=f"<{number}@client.test>"))
    box = a_mailbox(server, user, kind, takes_older=True, deletes=True)
    assert (visit(box), box.taken) == (3, 3)
    assert server.kept(user) == 0


@needs_dovecot
def test_a_message_that_names_none_of_our_addresses_goes_to_the_team_of_the_mailbox(server, world) -> None:
    alias = an_alias(a_company().record)
    server.deliver("gmail", a_mail(to="firma@gmail.test"))
    visit(a_mailbox(server, "gmail", alias=alias, takes_older=True))
    run_jobs()
    assert InboundMessage.objects.get().outcome == "created"
    assert world.made == ["Cerere de ofertă"]


@needs_dovecot
def test_a_message_that_fails_stays_on_the_ledger_and_is_not_fetched_again(server, world) -> None:
    alias = an_alias(a_company().record)
    world.is_broken = True
    server.deliver("defect", a_mail(to="firma@gmail.test"))
    box = a_mailbox(server, "defect", alias=alias, takes_older=True)
    visit(box)
    run_jobs()
    assert InboundMessage.objects.get().outcome == "failed"
    assert visit(box) == 0


@needs_dovecot
def test_when_the_server_numbers_its_messages_anew_nothing_is_taken_twice(server, world) -> None:
    an_alias(a_company().record)
    server.deliver("renumerotat", a_mail())
    box = a_mailbox(server, "renumerotat", takes_older=True)
    visit(box)
    Mailbox.objects.filter(pk=box.pk).update(position="1:999")
    visit(box)
    run_jobs()
    assert sorted(InboundMessage.objects.values_list("outcome", flat=True)) == ["created", "duplicate"]


@needs_dovecot
@pytest.mark.parametrize("kind", ["imap", "pop"])
def test_a_wrong_password_is_told_apart(server: dovecot.Dovecot, kind: str) -> None:
    with pytest.raises(DomainError, match="Verificați utilizatorul și parola"):
        try_mailbox(actor=None, mailbox=a_mailbox(server, "ion", kind, password="greșită"))


@needs_dovecot
@pytest.mark.parametrize("kind", ["imap", "pop"])
def test_a_password_with_romanian_letters_reaches_the_server(server: dovecot.Dovecot, kind: str) -> None:
    with pytest.raises(DomainError, match="Verificați utilizatorul și parola"):
        try_mailbox(actor=None, mailbox=a_mailbox(server, "ion", kind, password="șarpe"))


@needs_dovecot
def test_a_folder_that_is_not_there_is_told_apart(server: dovecot.Dovecot) -> None:
    with pytest.raises(DomainError, match="Nu există niciun dosar"):
        try_mailbox(actor=None, mailbox=a_mailbox(server, "ion", folder="Nimic"))


@needs_dovecot
def test_a_server_that_does_not_speak_tls_is_told_apart(server: dovecot.Dovecot) -> None:
    with pytest.raises(DomainError, match="nu folosește TLS"):
        try_mailbox(actor=None, mailbox=a_mailbox(server, "ion", security="tls"))


@pytest.mark.parametrize("kind", ["imap", "pop"])
def test_a_port_where_nothing_listens_is_told_apart(kind: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(DomainError, match="nu ascultă nimeni"):
        try_mailbox(actor=None, mailbox=Mailbox(kind=kind, host="127.0.0.1", port=port, security="none", user="ion"))


def test_a_failed_visit_says_why_on_the_mailbox() -> None:
    box = save_mailbox(actor=None, name="x", kind="imap", host="server.invalid", user="ion", password="x")
    visit(box)
    assert "server.invalid" in box.error


def test_a_password_is_kept_sealed_and_never_travels_in_clear_text() -> None:
    values: MailboxValues = {"name": "x", "kind": "imap", "host": "imap.exemplu.test", "user": "ion"}
    box = save_mailbox(actor=None, **values, password="secretă")
    assert "secretă" not in box.secret
    assert fetching.account_of(box).password == "secretă"
    with pytest.raises(DomainError) as refusal:
        save_mailbox(actor=None, mailbox=box, security="none")
    assert list(refusal.value.errors) == ["security"]


def test_only_administrators_set_up_mailboxes(client: Client) -> None:
    with pytest.raises(NotAllowed):
        save_mailbox(actor=a_user(role="all"), name="x", kind="http")
    client.force_login(a_user(role="all"))
    assert [client.get(url).status_code for url in ("/mail/settings/", "/mail/mailboxes/new/")] == [403, 403]


def test_the_page_saves_a_mailbox_and_shows_what_is_wrong(client: Client) -> None:
    client.force_login(an_administrator())
    answer = client.post("/mail/mailboxes/new/", {"name": "Gmail", "kind": "imap"})
    assert answer.status_code == 422
    assert "Scrieți numele serverului" in answer.content.decode()
    client.post("/mail/mailboxes/new/", {"name": "Gmail", "kind": "imap", "host": "imap.gmail.test", "user": "ion"})
    box = Mailbox.objects.get()
    assert (box.security, box.folder) == ("tls", "INBOX")
    assert "imap.gmail.test" in client.get("/mail/settings/").content.decode()
    client.post(f"/mail/mailboxes/{box.pk}/delete/")
    assert not Mailbox.objects.exists()


def test_the_test_button_says_what_is_wrong_without_saving(client: Client) -> None:
    client.force_login(an_administrator())
    typed = {"name": "x", "kind": "imap", "host": "server.invalid", "user": "ion", "password": "x"}
    page = client.post("/mail/mailboxes/probe/", typed).content.decode()
    assert "server.invalid" in page
    assert not Mailbox.objects.exists()


def the_door(alias: Alias | None = None) -> tuple[Mailbox, str]:
    box = save_mailbox(actor=None, name="Mailgun", kind="http", alias=alias)
    return box, f"/mail/door/{door_token(box)}/"


@pytest.mark.parametrize("how", ["raw", "form", "json", "file"])
def test_a_provider_hands_a_message_in(client: Client, how: str, tmp_path) -> None:
    _box, url = the_door()
    raw = a_mail()
    path = tmp_path / "m.eml"
    path.write_bytes(raw)
    with path.open("rb") as file:
        bodies = {
            "raw": {"data": raw, "content_type": "message/rfc822"},
            "form": {"data": {"body-mime": raw.decode()}},
            "json": {"data": {"RawEmail": raw.decode()}, "content_type": "application/json"},
            "file": {"data": {"message": file}},
        }
        answer = client.post(url, **bodies[how])
    assert answer.status_code == 200
    row = InboundMessage.objects.get(pk=answer.json()["accepted"])
    assert (row.transport, row.message_id, row.subject) == ("http", "<m1@client.test>", "Cerere de ofertă")


def test_a_door_takes_nothing_with_a_wrong_or_renewed_token_or_switched_off(client: Client) -> None:
    box, url = the_door()
    assert client.post("/mail/door/abc/", a_mail(), content_type="message/rfc822").status_code == 403
    mailboxes.renew_door(actor=None, mailbox=box)
    assert client.post(url, a_mail(), content_type="message/rfc822").status_code == 403
    token = door_token(box)
    save_mailbox(actor=None, mailbox=box, is_active=False)
    assert door_of(token) is None
    assert not InboundMessage.objects.exists()


def test_a_door_refuses_a_request_without_a_message(client: Client) -> None:
    _box, url = the_door()
    assert client.post(url, {"subject": "x"}).status_code == 400
