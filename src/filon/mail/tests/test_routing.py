"""What becomes of messages on the ledger."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_company, a_person
from filon.core import clock
from filon.core.exceptions import Conflict
from filon.core.files import file_store
from filon.history.models import ChangeSet
from filon.jobs.models import Job
from filon.jobs.testing import hurry_jobs, run_jobs
from filon.mail import routing
from filon.mail.models import InboundMessage, OutboundMessage
from filon.mail.parsing import parse
from filon.mail.services import settling
from filon.mail.services.routing import route
from filon.mail.tasks import heal
from filon.mail.testing import a_mail, an_alias, an_arrival

pytestmark = pytest.mark.django_db

MESSAGES = sorted((Path(__file__).parent / "messages").glob("*.eml"))


def arrive(raw: bytes, **values) -> InboundMessage:
    row = an_arrival(raw, **values)
    run_jobs()
    row.refresh_from_db()
    return row


def test_a_message_to_an_alias_becomes_a_record(world) -> None:
    an_alias(a_company().record)
    row = arrive(a_mail(), recipients=["vanzari@filon.localhost"])
    assert (row.outcome, row.reason) == ("created", "Creată dintr-un mesaj către vanzari@filon.localhost.")
    assert row.record.kind == "contact"
    assert (row.sender_address, row.subject, row.message_id) == (
        "ion@client.test",
        "Cerere de ofertă",
        "<m1@client.test>",
    )
    assert world.made == ["Cerere de ofertă"]
    assert ChangeSet.objects.filter(kind="mail", label="A message arrived").exists()


def test_routing_again_does_nothing(world) -> None:
    an_alias(a_company().record)
    row = arrive(a_mail())
    route(inbound_id=row.pk)
    assert world.made == ["Cerere de ofertă"]


def test_the_same_message_is_taken_once(world) -> None:
    an_alias(a_company().record)
    first, second = arrive(a_mail()), arrive(a_mail("Received: from elsewhere"))
    assert (second.outcome, second.record_id) == ("duplicate", first.record_id)
    assert len(world.made) == 1


def test_the_same_id_from_another_sender_is_another_message(world) -> None:
    an_alias(a_company().record)
    arrive(a_mail())
    assert arrive(a_mail(sender="ana@client.test")).outcome == "created"


def test_a_message_without_an_id_is_known_by_its_bytes_and_recipients(world) -> None:
    an_alias(a_company().record)
    raw = a_mail(message_id="")
    assert arrive(raw).outcome == "created"
    assert arrive(raw).outcome == "duplicate"
    assert arrive(raw + b"more").outcome == "created"


def test_a_message_to_two_aliases_becomes_two_records(world) -> None:
    for name in ("vanzari", "suport"):
        an_alias(a_company(name).record, name)
    row = arrive(a_mail(to="vanzari@filon.localhost, suport@filon.localhost"))
    assert [(one.address, one.outcome) for one in row.routes.all()] == [
        ("vanzari@filon.localhost", "created"),
        ("suport@filon.localhost", "created"),
    ]
    assert len(world.made) == 2


def test_copies_that_come_one_alias_at_a_time_each_make_their_record(world) -> None:
    for name in ("vanzari", "suport"):
        an_alias(a_company(name).record, name)
    raw = a_mail(to="lista@client.test")
    outcomes = [
        arrive(raw, recipients=[f"{name}@filon.localhost"]).outcome for name in ("vanzari", "suport", "vanzari")
    ]
    assert outcomes == ["created", "created", "duplicate"]


def test_a_detail_after_a_plus_finds_the_alias(world) -> None:
    an_alias(a_company().record)
    assert arrive(a_mail(to="x@y.test"), recipients=["Vanzari+Web@Filon.Localhost"]).outcome == "created"


def test_an_answer_goes_to_its_thread_by_either_header(world) -> None:
    an_alias(a_company().record)
    first = arrive(a_mail())
    for number, header in enumerate(["In-Reply-To: <m1@client.test>", "References: <x@y> <m1@client.test>"]):
        row = arrive(a_mail(header, message_id=f"<r{number}@client.test>", body="Da\n\n> Bună ziua"))
        assert (row.outcome, row.record_id) == ("threaded", first.record_id)
    mixed = a_mail("References: <foreign@y>", "In-Reply-To: <m1@client.test>", message_id="<r9@client.test>")
    assert arrive(mixed).outcome == "threaded"
    assert world.posts[0] == (first.record_id, "Da", False)


def test_an_answer_finds_its_thread_whatever_its_address(world) -> None:
    an_alias(a_company().record)
    first = arrive(a_mail())
    row = arrive(a_mail("In-Reply-To: <m1@client.test>", to="catchall@filon.localhost", message_id="<r@x>"))
    assert (row.outcome, row.record_id) == ("threaded", first.record_id)


def test_an_unknown_id_is_not_trusted(world) -> None:
    an_alias(a_company().record)
    row = arrive(a_mail("In-Reply-To: <forged-1@filon.localhost>"))
    assert row.outcome == "created"


def test_a_message_forwarded_to_an_alias_for_something_else_is_new(world) -> None:
    an_alias(a_company().record)
    arrive(a_mail())
    world.kind = "ticket"
    row = arrive(a_mail("In-Reply-To: <m1@client.test>", message_id="<f@x>"))
    assert row.outcome == "created"
    cc = a_mail(
        "In-Reply-To: <m1@client.test>", "Cc: vanzari@filon.localhost", to="ana@client.test", message_id="<g@x>"
    )
    assert arrive(cc).outcome == "threaded"


def test_partners_are_known_contacts_and_colleagues(world) -> None:
    an_alias(a_company().record, policy="partners")
    refused = arrive(a_mail())
    assert (refused.outcome, world.made) == ("refused", [])
    assert refused.reason == "vanzari@filon.localhost nu primește mesaje de la acest expeditor."
    a_person("Ion Popescu", email="Ion@Client.test")
    assert arrive(a_mail(message_id="<m2@x>")).outcome == "created"
    a_user(email="ana@filon.localhost")
    assert arrive(a_mail(sender="ana@filon.localhost", message_id="<m3@x>")).outcome == "created"


def test_a_partner_is_known_by_each_of_his_addresses(world) -> None:
    an_alias(a_company().record, policy="partners")
    a_person("Ion Popescu", email="ion@acasa.test", other_emails=["ion@client.test"])
    assert arrive(a_mail()).outcome == "created"


def test_followers_are_asked_of_the_owner_or_of_the_thread(world) -> None:
    company = a_company()
    alias = an_alias(company.record, policy="followers")
    assert arrive(a_mail()).outcome == "refused"
    world.followers.add((company.pk, "ion@client.test"))
    first = arrive(a_mail(message_id="<m2@x>"))
    assert first.outcome == "created"
    answer = a_mail("In-Reply-To: <m2@x>", message_id="<m3@x>")
    assert arrive(answer).outcome == "refused"
    world.followers.add((first.record_id, "ion@client.test"))
    assert arrive(a_mail("In-Reply-To: <m2@x>", message_id="<m4@x>")).outcome == "threaded"
    assert alias.routes.count() == 3


def test_who_is_refused_hears_why(world) -> None:
    an_alias(a_company().record, policy="partners")
    arrive(a_mail())
    answer = OutboundMessage.objects.get()
    assert (answer.to, answer.subject, answer.envelope_sender) == (
        ["Ion Popescu <ion@client.test>"],
        "Re: Cerere de ofertă",
        "",
    )


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (["Auto-Submitted: auto-generated"], "ion@client.test"),
        (["Precedence: bulk"], "ion@client.test"),
        (["List-Id: <x.y>"], "ion@client.test"),
        (["Return-Path: <>"], "ion@client.test"),
        ([], ""),
        ([], "no-reply@client.test"),
        ([], "MAILER-DAEMON@client.test"),
        ([], "suport@filon.localhost"),
    ],
)
def test_nobody_is_answered_where_it_would_be_unsafe(world, headers, sender) -> None:
    an_alias(a_company().record, policy="partners")
    arrive(a_mail(*headers), sender=sender)
    assert not OutboundMessage.objects.exists()


def test_one_sender_is_answered_once_a_day_whatever_name_he_uses(world) -> None:
    an_alias(a_company().record, policy="partners")
    for number in range(3):
        arrive(a_mail(message_id=f"<m{number}@x>"))
        arrive(a_mail(message_id=f"<n{number}@x>", sender=f"alt{number}@client.test"))
    assert OutboundMessage.objects.count() == 1
    InboundMessage.objects.update(received_at=clock.now() - timedelta(hours=25))
    arrive(a_mail(message_id="<m9@x>"))
    assert OutboundMessage.objects.count() == 2


def test_the_address_answers_in_its_own_words(world) -> None:
    alias = an_alias(a_company().record, policy="partners")
    alias.refusal_text = "Scrieți la office@firma.test."
    alias.save()
    arrive(a_mail())
    text = parse(file_store().get(OutboundMessage.objects.get().digest)).text
    assert text.startswith("Scrieți la office@firma.test.")
    assert "> Bună ziua" in text


def test_the_common_address_alone_is_refused_with_an_answer(world) -> None:
    row = arrive(a_mail(to="catchall@filon.localhost"))
    assert row.outcome == "refused"
    assert OutboundMessage.objects.count() == 1
    an_alias(a_company().record)
    both = arrive(a_mail(to="catchall@filon.localhost, vanzari@filon.localhost", message_id="<m2@x>"))
    assert both.outcome == "created"


def test_a_sender_makes_at_most_20_records_in_two_hours(world) -> None:
    an_alias(a_company().record)
    arrive(a_mail(message_id="<old@x>"))
    InboundMessage.objects.update(received_at=clock.now() - timedelta(minutes=121))
    for number in range(20):
        assert arrive(a_mail(message_id=f"<m{number}@x>")).outcome == "created"
    row = arrive(a_mail(message_id="<m20@x>", sender="ION@client.test"))
    assert row.outcome == "refused"
    assert len(world.made) == 21
    answer = OutboundMessage.objects.get()
    back = arrive(a_mail(f"In-Reply-To: {answer.message_id}", message_id="<m21@x>", sender="x@client.test"))
    assert (back.outcome, back.reason) == ("refused", "Răspunde la un mesaj automat de-al nostru.")
    reply = a_mail("In-Reply-To: <m1@x>", message_id="<m22@x>")
    assert arrive(reply).outcome == "threaded"


def test_our_own_message_that_comes_back_is_refused(world) -> None:
    an_alias(a_company().record)
    assert arrive(a_mail("X-Filon-Loop: filon.localhost")).outcome == "refused"
    assert arrive(a_mail(*["Received: from x"] * 51, message_id="<m2@x>")).outcome == "refused"
    assert not OutboundMessage.objects.exists()


def test_an_automatic_answer_stands_in_its_thread_and_nobody_is_told(world) -> None:
    an_alias(a_company().record)
    first = arrive(a_mail())
    headers = ["Auto-Submitted: auto-replied", "In-Reply-To: <m1@client.test>"]
    row = arrive(a_mail(*headers, message_id="<a@x>"))
    assert (row.outcome, row.record_id) == ("auto_reply", first.record_id)
    assert world.posts == [(first.record_id, "Bună ziua", True)]
    for number in range(12):
        arrive(a_mail(*headers, message_id=f"<a{number}@x>"))
    assert len(world.posts) == 10


def test_an_automatic_message_that_answers_nothing_makes_nothing_until_a_person_insists(world) -> None:
    an_alias(a_company().record)
    row = arrive(a_mail("Auto-Submitted: auto-generated"))
    assert (row.outcome, world.made) == ("auto_reply", [])
    settling.retry_inbound(inbound=row, actor=an_administrator())
    run_jobs()
    row.refresh_from_db()
    assert row.outcome == "created"


def test_a_handler_that_fails_leaves_nothing_but_its_reason(world) -> None:
    an_alias(a_company().record)
    world.is_broken = True
    row = arrive(a_mail())
    assert (row.outcome, world.made) == ("failed", [])
    assert "the roof is leaking" in row.reason
    world.is_broken = False
    settling.retry_inbound(inbound=row, actor=an_administrator())
    run_jobs()
    row.refresh_from_db()
    assert (row.outcome, len(world.made)) == ("created", 1)
    with pytest.raises(Conflict):
        settling.retry_inbound(inbound=row, actor=an_administrator())


def test_a_refused_message_can_be_taken_after_all(world) -> None:
    an_alias(a_company().record, policy="partners")
    row = arrive(a_mail())
    a_person(email="ion@client.test")
    settling.retry_inbound(inbound=row, actor=an_administrator())
    run_jobs()
    row.refresh_from_db()
    assert row.outcome == "created"


def test_a_retry_only_makes_what_is_missing(world, monkeypatch) -> None:
    first, second = a_company("unu"), a_company("doi")
    an_alias(first.record, "vanzari")
    an_alias(second.record, "suport")
    is_broken = [True]

    def handler(alias, parsed, inbound):
        if alias.local_part == "suport" and is_broken:
            raise RuntimeError("no")
        return world.make(alias, parsed, inbound)

    monkeypatch.setattr(routing.alias_kinds, "_items", {"contact": routing.AliasKind("person", handler)})
    row = arrive(a_mail(to="vanzari@filon.localhost, suport@filon.localhost"))
    kept = row.record_id
    assert (row.outcome, len(world.made)) == ("failed", 1)
    is_broken.clear()
    settling.retry_inbound(inbound=row, actor=an_administrator())
    run_jobs()
    row.refresh_from_db()
    assert (row.outcome, len(world.made)) == ("created", 2)
    assert {one.outcome for one in row.routes.all()} == {"created"}
    assert kept in {one.record_id for one in row.routes.all()}


@pytest.mark.parametrize("attempts", [0, 1])
def test_a_message_that_was_left_behind_is_found(world, attempts: int) -> None:
    an_alias(a_company().record)
    row = an_arrival(a_mail())
    Job.objects.all().delete()
    InboundMessage.objects.update(received_at=clock.now() - timedelta(minutes=2), attempts=attempts)
    heal.call()
    heal.call()
    assert Job.objects.count() == 1
    run_jobs()
    row.refresh_from_db()
    assert row.outcome == "created"


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_every_awkward_message_gets_one_row_and_a_sensible_outcome(world, path: Path) -> None:
    an_alias(a_company().record)
    row = arrive(path.read_bytes(), recipients=["vanzari@filon.localhost"])
    assert InboundMessage.objects.count() == 1
    assert row.outcome == ("bounce" if "report" in path.stem or "bounce" in path.stem else row.outcome)
    assert row.outcome in {"created", "bounce"} or (row.outcome == "auto_reply" and b"uto" in path.read_bytes())
    assert row.reason
    connection.check_constraints()


def test_messages_that_arrive_together_are_routed_together_but_told_apart(world) -> None:
    an_alias(a_company().record)
    for number in range(3):
        an_arrival(a_mail(message_id=f"<m{number}@x>"))
    assert {job.name for job in run_jobs()} == {"filon.mail.tasks.route_arrivals"}
    assert len(world.made) == 3
    assert ChangeSet.objects.filter(kind="mail", label="A message arrived").count() == 3


def test_more_messages_than_one_run_takes_are_all_routed(world) -> None:
    an_alias(a_company().record)
    for number in range(25):
        an_arrival(a_mail(message_id=f"<m{number}@x>", sender=f"a{number}@x.test"))
    run_jobs()
    assert len(world.made) == 25


def test_a_message_over_which_the_database_stumbles_does_not_hold_up_the_others(world, monkeypatch) -> None:
    an_alias(a_company().record)
    stumbles = [True]

    def handler(alias, parsed, inbound):
        if parsed.subject == "greu" and stumbles:
            raise OperationalError("deadlock detected")
        return world.make(alias, parsed, inbound)

    monkeypatch.setattr(routing.alias_kinds, "_items", {"contact": routing.AliasKind("person", handler)})
    hard = an_arrival(a_mail(subject="greu"))
    easy = arrive(a_mail(message_id="<m2@x>"))
    hard.refresh_from_db()
    assert (easy.outcome, hard.outcome) == ("created", "received")
    stumbles.clear()
    hurry_jobs()
    run_jobs()
    hard.refresh_from_db()
    assert hard.outcome == "created"
