"""On SQLite the id of a record's row is the row's own number, so that every index holds it."""

import pytest
from django.db import connection

from filon.contacts.models import Contact

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has row numbers")
def test_a_record_is_looked_up_by_its_row_number() -> None:
    assert "INTEGER PRIMARY KEY" in Contact.objects.filter(pk=1).explain()
    assert "COVERING INDEX" in Contact.objects.filter(salesperson=1).order_by().values("pk").explain()
