"""Seeding: much data, and a house that is as whole as before."""

import pytest
from django.db import connection

from filon.accounts.models import User
from filon.chatter.models import Message
from filon.config.seeding import bulk
from filon.config.seeding.loading import Wish, seed
from filon.contacts.models import Contact
from filon.contacts.services.deriving import derive_again
from filon.crm.models import Lead
from filon.crm.services import totalling
from filon.history.models import Change
from filon.search.services import indexing
from filon.search.services.querying import matching

PARTS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
    "SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
}


def parts() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(PARTS[connection.vendor])
        return cursor.fetchall()


@pytest.fixture
def seeded(db, monkeypatch):
    monkeypatch.setattr(bulk, "analyse", lambda _tables: None)  # needs to be outside the test's transaction
    before = parts()
    seed(Wish(opportunities=600, contacts=90, largest_share=0.5), lambda _text: None)
    return before


def test_a_seeded_house_has_all_that_was_wished_and_is_as_whole_as_before(seeded):
    assert (Lead.objects.count(), Contact.objects.count()) == (600, 90)
    assert parts() == seeded
    assert totalling.are_installed()
    assert totalling.drift() == {}
    assert indexing.faults(connection) == {}
    Lead.objects.create(name="A new one", stage=Lead.objects.first().stage)


def test_seeded_contacts_have_the_keys_that_a_saved_one_would_have(seeded):
    named = ("name_key", "head_key", "tail_key", "domain_key", "vat_key", "email_normalised", "phone_e164")
    before = list(Contact.objects.order_by("pk").values_list(*named))
    derive_again(Contact.objects.values_list("pk", flat=True))
    assert list(Contact.objects.order_by("pk").values_list(*named)) == before


def test_owners_are_skewed_and_some_deals_have_none(seeded):
    owned = [Lead.objects.filter(salesperson=user).count() for user in User.objects.all()]
    assert 240 < max(owned) < 340
    assert 5 < Lead.objects.filter(salesperson=None).count() < 70
    assert sum(1 for count in owned if count) > 15


def test_seeded_rows_are_the_historys_baseline(seeded):
    assert not Change.objects.filter(table__name__in=("crm_lead", "contacts_contact", "chatter_message")).exists()
    assert Message.objects.count() > 300


def test_seeded_rows_are_found_by_their_text(seeded):
    lead = Lead.objects.order_by("?").first()
    word = max(lead.search_text.split(), key=len)
    assert lead in matching(Lead.objects.all(), word)


def test_the_same_seed_makes_the_same_house(seeded):
    names = list(Lead.objects.order_by("pk").values_list("name", flat=True)[:50])
    Lead.objects.all().delete()
    seed(Wish(opportunities=600, contacts=90, largest_share=0.5), lambda _text: None)
    assert list(Lead.objects.order_by("pk").values_list("name", flat=True)[:50]) == names
