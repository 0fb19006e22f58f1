"""Records share their id with the business row."""

import pytest

from filon.contacts.models import Contact
from filon.core.models import Record

pytestmark = pytest.mark.django_db


def test_a_business_row_shares_its_id_with_its_record() -> None:
    contact = Contact.objects.create(name="Codrul SRL")
    assert Record.objects.get(pk=contact.pk).kind == "contact"


def test_bulk_creation_gives_every_row_a_record_of_its_own() -> None:
    rows = Contact.objects.bulk_create_records([Contact(name="A"), Contact(name="B")])
    assert Record.objects.filter(pk__in=[row.pk for row in rows]).count() == 2


def test_deleting_the_record_deletes_the_row() -> None:
    contact = Contact.objects.create(name="Codrul SRL")
    contact.record.delete()
    assert not Contact.objects.exists()
