"""The rows as of a moment, through ordinary queries."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Sum

from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.testing import a_company
from filon.core import clock
from filon.core.models import Record
from filon.crm.choices import Status
from filon.crm.models import Lead, Stage
from filon.crm.testing import a_lead
from filon.history.services import recording
from filon.history.services.looking_back import as_of
from filon.organisation.models import Tag

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, tzinfo=UTC)


def at(day: int) -> Any:
    """A change-set on a day of March."""
    return clock.stopped_at(START + timedelta(days=day))


def test_a_row_is_as_it_was_and_conditions_meet_the_past() -> None:
    with at(1), recording.write(None, "web"):
        contact = a_company("Codrul SRL", city="Arad")
    with at(3), recording.write(None, "web"):
        Contact.objects.filter(pk=contact.pk).update(city="Brad", name="Stejarul SRL")
    with as_of(Contact, START + timedelta(days=2)) as then:
        assert then.get(city="Arad").name == "Codrul SRL"
        assert not then.filter(city="Brad").exists()
    assert Contact.objects.get().city == "Brad"
    with as_of(Contact, START) as then:
        assert not then.exists()
        assert not Record.objects.filter(pk=contact.pk).exists()
    with as_of(Contact.objects.filter(city="Brad"), START + timedelta(days=4)) as then:
        assert then.count() == 1


def test_a_deleted_row_is_there_again_with_its_links() -> None:
    with at(1), recording.write(None, "web"):
        contact = a_company("Codrul SRL", tags=[Tag.objects.create(name={"ro": "Important"})])
    with at(3), recording.write(None, "web"):
        contact.record.delete()
    with as_of(Contact, START + timedelta(days=2)) as then:
        [found] = then.select_related("record").prefetch_related("tags")
        assert found.name == "Codrul SRL"
        assert found.record.kind == "contact"
        assert [str(tag) for tag in found.tags.all()] == ["Important"]
    assert not Contact.objects.exists()


def test_generated_columns_follow_the_past() -> None:
    mihai = a_user(name="Mihai")
    with at(1), recording.write(None, "web"):
        lead = a_lead(salesperson=mihai)
    with at(3), recording.write(None, "web"):
        Lead.objects.filter(pk=lead.pk).update(status=Status.LOST, closed_at=START, salesperson=None)
    with as_of(Lead, START + timedelta(days=2)) as then:
        found = then.get()
        assert (found.is_open, found.owner_key, found.status) == (True, mihai.pk, "open")


def test_nothing_can_be_written_into_the_past() -> None:
    with at(1), recording.write(None, "web"):
        contact = a_company("Codrul SRL")
    with at(3), recording.write(None, "web"):
        Contact.objects.filter(pk=contact.pk).update(city="Brad")
    with as_of(Contact, START + timedelta(days=2)) as then, pytest.raises(DatabaseError), transaction.atomic():
        then.update(city="Cugir")
    with at(4), recording.write(None, "web"):
        Contact.objects.filter(pk=contact.pk).update(city="Cugir")
    assert Contact.objects.get().city == "Cugir"


def everything(rows: Any) -> Any:
    per_stage = list(rows.values("stage").annotate(n=Count("pk"), sum=Sum("expected_revenue")).order_by("stage"))
    for each in per_stage:
        each["sum"] = round(Decimal(each["sum"] or 0), 2)
    hidden = {"search_text", "sort_key", "email_normalised", "phone_e164", "expected_revenue_base", "rank"}
    values = [
        {name: value for name, value in row.items() if name not in hidden} for row in rows.order_by("pk").values()
    ]
    links = {lead.pk: sorted(tag.pk for tag in lead.tags.all()) for lead in rows.prefetch_related("tags")}
    return values, per_stage, links


def do_something(chance: random.Random, stages: list[Stage], tags: list[Tag]) -> None:
    leads = list(Lead.objects.all())
    for _number in range(chance.randrange(1, 6)):
        lead = chance.choice(leads) if leads else None
        what = chance.randrange(5)
        if lead is None or what < 2:
            a_lead(f"L{chance.random()}", expected_revenue=Decimal(chance.randrange(10**7)) / 100)
        elif what == 2:
            Lead.objects.filter(pk=lead.pk).update(
                stage=chance.choice(stages), city=str(chance.random()), probability=chance.randrange(101)
            )
        elif what == 3:
            lead.tags.set(chance.sample(tags, chance.randrange(4)))
        else:
            lead.record.delete()
            leads = list(Lead.objects.all())


@pytest.mark.parametrize("seed", range(3))
def test_every_past_is_found_again_exactly(seed: int) -> None:
    chance = random.Random(seed)
    stages, tags = list(Stage.objects.all()), [Tag.objects.create(name={"ro": str(n)}) for n in range(4)]
    pasts: dict[int, Any] = {}

    for day in range(1, 12):
        with at(day), recording.write(None, "web"):
            do_something(chance, stages, tags)
        pasts[day] = everything(Lead.objects.all())
    for day, past in pasts.items():
        with as_of(Lead, START + timedelta(days=day, hours=1)) as then:
            assert everything(then) == past


@pytest.mark.django_db(transaction=True)
def test_after_the_block_the_connection_is_in_the_present() -> None:
    with at(1), recording.write(None, "web"):
        contact = a_company("Codrul SRL")
    with at(3), recording.write(None, "web"):
        Contact.objects.filter(pk=contact.pk).update(city="Brad")
    with as_of(Contact, START + timedelta(days=2)) as then:
        assert then.get().city == ""
    assert Contact.objects.get().city == "Brad"
    assert not connection.in_atomic_block
    with recording.write(None, "web"):
        Contact.objects.filter(pk=contact.pk).update(city="Cugir")
    assert Contact.objects.get().city == "Cugir"
