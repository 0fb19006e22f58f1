"""Messages that a person takes after all, and how long the others are kept."""

import os
from datetime import timedelta

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import BouncingAddress
from filon.contacts.services.bouncing import bouncing
from filon.contacts.testing import a_company
from filon.core import clock
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.core.files import file_store
from filon.jobs.testing import run_jobs
from filon.mail.models import InboundMessage, MailSettings
from filon.mail.services.accepting import accept_message
from filon.mail.services.keeping import change_settings, forget_old, statistics
from filon.mail.testing import a_mail, an_alias, an_arrival

pytestmark = pytest.mark.django_db


def arrive(raw: bytes, **values) -> InboundMessage:
    row = an_arrival(raw, **values)
    run_jobs()
    row.refresh_from_db()
    return row


def test_a_refused_message_becomes_a_record_from_the_ledger(client: Client, world) -> None:
    client.force_login(an_administrator())
    alias = an_alias(a_company().record, policy="partners")
    row = arrive(a_mail())
    assert "vanzari@filon.localhost" in client.get(f"/mail/inbound/{row.pk}/").content.decode()
    answer = client.post(f"/mail/inbound/{row.pk}/accept/", {"alias": alias.pk})
    row.refresh_from_db()
    assert (row.outcome, world.made) == ("created", ["Cerere de ofertă"])
    assert answer["Location"] == f"/record/{row.record_id}/" or str(row.record_id) in answer["Location"]


def test_a_message_that_named_no_address_of_ours_can_be_given_to_one(world) -> None:
    alias = an_alias(a_company().record)
    row = arrive(a_mail(to="altcineva@altundeva.test"))
    assert row.outcome == "refused"
    accept_message(inbound=row, alias=alias, actor=an_administrator())
    with pytest.raises(Conflict):
        accept_message(inbound=row, alias=alias, actor=an_administrator())
    assert len(world.made) == 1


def test_only_who_decides_about_an_address_accepts(world) -> None:
    alias = an_alias(a_company().record, policy="partners")
    row = arrive(a_mail())
    with pytest.raises(NotAllowed):
        accept_message(inbound=row, alias=alias, actor=a_user(role="all"))


def test_what_fails_while_it_is_accepted_says_why_and_stays_as_it_was(world) -> None:
    alias = an_alias(a_company().record, policy="partners")
    row = arrive(a_mail())
    world.is_broken = True
    with pytest.raises(DomainError, match="leaking"):
        accept_message(inbound=row, alias=alias, actor=an_administrator())
    row.refresh_from_db()
    assert row.outcome == "refused"


def test_old_refused_messages_are_forgotten_and_what_made_records_is_kept(
    world, django_capture_on_commit_callbacks
) -> None:
    an_alias(a_company().record)
    made, refused = arrive(a_mail()), arrive(a_mail(to="x@altundeva.test", message_id="<m2@x>"))
    InboundMessage.objects.update(received_at=clock.now() - timedelta(days=31))
    young = arrive(a_mail(to="x@altundeva.test", message_id="<m3@x>"))
    assert forget_old() == 0
    MailSettings.objects.create(pk=1, retention_days=30)
    for digest in (made.digest, refused.digest, young.digest):
        os.utime(file_store().path(digest), (0, 0))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old() == 1
    assert not file_store().path(refused.digest).exists()
    assert file_store().path(made.digest).exists()
    assert file_store().path(young.digest).exists()
    assert set(InboundMessage.objects.values_list("pk", flat=True)) == {made.pk, young.pk}
    assert refused.pk not in {made.pk, young.pk}


def test_the_settings_say_what_cannot_be() -> None:
    with pytest.raises(DomainError) as refusal:
        change_settings(
            actor=an_administrator(),
            requires_dmarc=True,
            authentication_server="",
            retention_days=1,
            trusted_senders=["ion"],
        )
    assert set(refusal.value.errors) == {"authentication_server", "retention_days", "trusted_senders"}


def test_the_settings_page_keeps_the_rules_and_counts_outcomes(client: Client, world) -> None:
    client.force_login(an_administrator())
    an_alias(a_company().record)
    arrive(a_mail())
    typed = {"authentication_server": "MX.filon.test", "retention_days": "90", "trusted_senders": "Ion@Client.test"}
    client.post("/mail/settings/", typed)
    row = MailSettings.current()
    assert (row.authentication_server, row.retention_days, row.trusted_senders) == (
        "mx.filon.test", 90, ["ion@client.test"],
    )  # fmt: skip
    assert [(outcome.value, count) for outcome, count in statistics(30)] == [("created", 1)]
    assert "Ultimele 30 de zile" in client.get("/mail/settings/").content.decode()


def test_an_address_that_writes_again_no_longer_counts_as_lost(world) -> None:
    an_alias(a_company().record)
    BouncingAddress.objects.create(address="ion@client.test", bounces=3)
    arrive(a_mail())
    assert bouncing(["ion@client.test"]) == []
