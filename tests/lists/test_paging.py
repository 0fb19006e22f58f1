"""Paging by key shows every row once, whatever the order, the direction and the missing values."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from filon.contacts.models import Contact
from filon.ui.paging import Order, is_indexed, is_nullable, page_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.fixture
def contacts(db: None) -> None:
    company = Contact.objects.create(name="Codrul SRL", sort_key="codrul srl")
    rows = [
        Contact(
            name=f"C{number}",
            sort_key=f"c{number % 3}",
            city=f"Oraș {number % 4}",
            company=company if number % 3 == 0 else None,
            created_at=START + timedelta(hours=number % 5, microseconds=7),
        )
        for number in range(23)
    ]
    Contact.objects.bulk_create_records(rows)


def every(rows: QuerySet[Contact], order: Order, size: int) -> list[int]:
    seen, cursor = [], ""
    for _page in range(40):
        page = page_of(rows, order, cursor, size)
        seen += [row.pk for row in page.rows]
        cursor = page.cursor
        if not cursor:
            return seen
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize("size", [1, 4, 8, 23, 24, 50])
@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize("path", ["pk", "sort_key", "city", "created_at", "company__sort_key", "company__name"])
def test_pages_hold_every_row_once_in_order(path: str, is_descending: bool, size: int, contacts: None) -> None:
    order = Order(path, is_descending)
    seen = every(Contact.objects.all(), order, size)
    expected = _expected(path, is_descending)
    assert seen == expected


def _expected(path: str, is_descending: bool) -> list[int]:
    values: dict[int, Any] = dict(Contact.objects.values_list("pk", path))
    given = sorted(
        (pk for pk in values if values[pk] is not None), key=lambda pk: (values[pk], pk), reverse=is_descending
    )
    return given + sorted((pk for pk in values if values[pk] is None), reverse=is_descending)


@pytest.mark.parametrize("cursor", ["x", "!!", "e30", "eyJrIjoiYSJ9", "bnVsbA"])
@pytest.mark.parametrize("path", ["pk", "created_at", "company__sort_key"])
def test_a_damaged_cursor_means_the_first_page(cursor: str, path: str, contacts: None) -> None:
    order = Order(path)
    assert [row.pk for row in page_of(Contact.objects.all(), order, cursor, 5).rows] == _expected(path, False)[:5]


def test_a_cursor_with_a_value_of_another_kind_means_the_first_page(contacts: None) -> None:
    cursor = "eyJ2IjoieCIsImsiOjF9"
    page = page_of(Contact.objects.all(), Order("created_at"), cursor, 5)
    assert [row.pk for row in page.rows] == _expected("created_at", False)[:5]


def test_rows_added_before_the_cursor_shift_nothing(contacts: None) -> None:
    first = page_of(Contact.objects.all(), Order("sort_key"), "", 5)
    Contact.objects.create(name="A", sort_key="a")
    second = page_of(Contact.objects.all(), Order("sort_key"), first.cursor, 5)
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}


def test_a_page_costs_one_query_and_the_seam_of_missing_values_two(
    contacts: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        page_of(Contact.objects.all(), Order("sort_key"), "", 5)
    with django_assert_num_queries(2):
        page_of(Contact.objects.all(), Order("company__sort_key"), "", 15)


def test_only_orders_that_an_index_gives_count_as_indexed() -> None:
    assert is_indexed(Contact, Order("sort_key"))
    assert is_indexed(Contact, Order("sort_key", True))
    assert is_indexed(Contact, Order("pk"))
    assert not is_indexed(Contact, Order("city"))
    assert not is_indexed(Contact, Order("company__sort_key"))


def test_a_path_through_an_optional_relation_may_be_empty() -> None:
    assert is_nullable(Contact, "company__sort_key")
    assert not is_nullable(Contact, "sort_key")


def test_postgresql_reads_the_ids_of_a_page_once_although_it_takes_the_table_for_empty(contacts: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads the ids of an IN once")
    with CaptureQueriesContext(connection) as queries:
        page_of(Contact.objects.all(), Order("sort_key"), "", 8)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + queries[-1]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "InitPlan" in plan
    assert "SubPlan" not in plan
