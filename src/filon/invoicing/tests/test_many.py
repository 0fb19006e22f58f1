"""The list of invoices walks an index however many there are."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from filon.accounts.testing import a_user
from filon.invoicing.lists import INVOICES
from filon.invoicing.models import Invoice
from filon.invoicing.testing import DAY, a_customer
from filon.organisation.models import Currency
from filon.ui.lists.declaration import filtered
from filon.ui.lists.look import look_of
from filon.ui.lists.querying import allowed_order, page, size_in
from filon.ui.lists.state import parse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "index"),
    [("", "invoice_by_day"), ("order=due", "invoice_by_due"), ("order=-total", "invoice_by_total")],
)
def test_an_order_of_many_is_given_by_an_index(monkeypatch, query, index):
    reader, customer, lei = a_user(role="all"), a_customer(), Currency.objects.get(pk="RON")
    Invoice.objects.bulk_create_records(
        [Invoice(customer=customer, currency=lei, issued_on=DAY, due_on=DAY, total_base=n) for n in range(500)]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    monkeypatch.setattr("filon.ui.lists.querying.MANY", 100)
    state, look = parse(QueryDict(query), [facet.key for facet in INVOICES.facets], ()), look_of(reader)
    rows = filtered(INVOICES, state, look)
    size = size_in(INVOICES, state, rows, look)
    _key, order = allowed_order(INVOICES, rows, state.order or INVOICES.order, size)
    with CaptureQueriesContext(connection) as asked:
        assert len(page(INVOICES, rows, order, size=size).rows) == 50
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    statement = next(each["sql"] for each in asked if "LIMIT 51" in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {statement}")
        plan = "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())
    assert index in plan
