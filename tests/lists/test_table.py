"""The list page: rows, filters, orders, groups, counts, fragments."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.testing import a_company, a_person
from filon.organisation.testing import a_tag
from filon.ui.lists import declaration, filters, querying, table

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.lists.declared")]
URL = "/contacts-test/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def user(db: None) -> User:
    return a_user(name="Ioana Mureșan")


@pytest.fixture
def browser(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows are already more than are counted."""
    for module in (declaration, querying, filters):
        monkeypatch.setattr(module, "MANY", 2)


def names(answer: Any) -> list[str]:
    return [
        unescape(name)
        for name in re.findall(r'<td><b><a href="/contacts-test/\d+/">(.*?)</a>', answer.content.decode())
    ]


def show(browser: Client, query: str = "", **headers: str) -> Any:
    answer = browser.get(f"{URL}{query}", **headers)
    assert answer.status_code == 200
    return answer


def test_rows_stand_in_romanian_order_with_their_cells(browser: Client) -> None:
    for name in ("Țăranu SRL", "Tudor SRL", "Șerban SRL", "Ștefan & Fiii", "Suciu SRL"):
        a_company(name=name, city="Iași")
    answer = show(browser)
    assert names(answer) == ["Suciu SRL", "Șerban SRL", "Ștefan & Fiii", "Tudor SRL", "Țăranu SRL"]
    assert "5 contact" in answer.content.decode()
    assert "Ștefan &amp; Fiii" in answer.content.decode()


def test_values_of_one_facet_are_alternatives_and_facets_narrow(browser: Client) -> None:
    tag = a_tag(name="Fotovoltaic")
    company = a_company(name="Codrul SRL")
    a_person(name="Elena").tags.add(tag)
    a_person(name="Dan")
    company.tags.add(tag)
    assert names(show(browser, "?filter=kind:people&filter=kind:companies")) == ["Codrul SRL", "Dan", "Elena"]
    assert names(show(browser, f"?filter=kind:people&filter=tag:{tag.pk}")) == ["Elena"]
    assert names(show(browser, f"?filter=tag:none&filter=tag:{tag.pk}")) == ["Codrul SRL", "Dan", "Elena"]
    assert names(show(browser, "?filter=tag:none")) == ["Dan"]


def test_common_and_rare_links_find_the_same(browser: Client, few_are_many: None) -> None:
    tag = a_tag(name="Fotovoltaic")
    for number in range(4):
        a_person(name=f"P{number}").tags.add(tag)
    a_person(name="Fără")
    assert names(show(browser, f"?filter=tag:{tag.pk}")) == ["P0", "P1", "P2", "P3"]


@pytest.mark.parametrize(
    "query",
    [
        "?filter=kind:unknown",
        "?filter=tag:999999",
        "?filter=tag:abc",
        "?filter=id:a..b",
        "?filter=id:NaN..",
        "?filter=created:2026-99-99..",
        "?filter=secret:1",
        "?order=secret&group=secret&view=secret&cursor=!!&open=x",
        "?open=x&group=salesperson",
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_address_that_means_nothing_still_answers(query: str, headers: dict[str, str], browser: Client) -> None:
    a_person(name="Elena")
    show(browser, query, **headers)


def test_ends_of_a_range_come_from_the_form_into_the_address(browser: Client) -> None:
    first, second = a_person(name="A"), a_person(name="B")
    answer = show(browser, f"?id.from={second.pk}&id.to=", **HTMX)
    assert names(answer) == ["B"]
    assert f"filter=id%3A{second.pk}.." in answer["HX-Push-Url"]
    assert names(show(browser, f"?filter=id:{first.pk}..{first.pk}")) == ["A"]


def test_an_order_turns_round_and_rows_without_a_value_come_last(browser: Client) -> None:
    firm_a, firm_b = a_company(name="Alfa"), a_company(name="Beta")
    a_person(name="Unu", company=firm_b)
    a_person(name="Doi", company=firm_a)
    assert names(show(browser, "?order=company"))[:2] == ["Doi", "Unu"]
    assert names(show(browser, "?order=-company"))[:2] == ["Unu", "Doi"]
    assert 'aria-sort="descending"' in show(browser, "?order=-company").content.decode()


def test_with_many_rows_only_indexed_orders_are_offered_and_nothing_is_summed(
    browser: Client, few_are_many: None
) -> None:
    for number in range(4):
        a_person(name=f"P{number}", city=f"Z{9 - number}")
    answer = show(browser, "?order=city")
    assert names(answer) == ["P0", "P1", "P2", "P3"]
    html = answer.content.decode()
    assert "2+" in html
    assert "<tfoot>" not in html
    assert "order=city" not in html.split("<thead>")[1].split("</thead>")[0]


def test_many_rows_without_an_index_for_the_lists_own_order_show_the_newest_first(
    browser: Client, few_are_many: None
) -> None:
    for name in ("B", "C", "A"):
        a_person(name=name, city=name)
    assert names(browser.get("/by-city-test/")) == ["A", "C", "B"]
    assert "list-notice" not in browser.get("/by-city-test/").content.decode()


def test_many_rows_are_found_by_walking_and_few_by_collecting(browser: Client, user: User, few_are_many: None) -> None:
    for number in range(4):
        a_person(name=f"P{number}", city="Cluj")
    a_person(name="Alta")
    assert names(show(browser, "?filter=kind:people&q=cluj")) == ["P0", "P1", "P2", "P3"]
    assert names(show(browser, "?filter=kind:people&q=alta")) == ["Alta"]


def test_the_next_rows_come_alone_and_the_last_page_offers_no_more(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    Contact.objects.bulk_create_records([Contact(name=f"C{n:03}", sort_key=f"c{n:03}") for n in range(120)])
    html = show(browser).content.decode()
    seen = re.findall(r">(C\d{3})</a>", html)
    for rest in (50, 20):
        url = unescape(re.search(r'hx-get="([^"]*cursor=[^"]*)"', html)[1])  # type: ignore[index]
        answer = browser.get(url, **HTMX)
        html = answer.content.decode()
        assert "<html" not in html
        more = re.findall(r">(C\d{3})</a>", html)
        assert len(more) == rest
        seen += more
    assert seen == [f"C{n:03}" for n in range(120)]
    assert "cursor=" not in html


def test_groups_stand_in_order_with_counts_and_sums_and_the_empty_one_last(browser: Client) -> None:
    ioana, andrei = a_user(name="Ioana"), a_user(name="Andrei")
    for name, who in (("A", ioana), ("B", None), ("C", andrei), ("D", ioana)):
        Contact.objects.create(name=name, sort_key=name.lower(), salesperson=who)
    html = show(browser, "?group=salesperson").content.decode()
    heads = re.findall(r'class="grp-b"[^>]*>.*?</svg>(.*?) <span class="muted">(\d+)', html, re.DOTALL)
    assert heads == [("Andrei", "1"), ("Ioana", "2"), ("Fără agent", "1")]
    assert re.findall(r">([A-D])</a>", html) == ["C", "A", "D", "B"]


def test_big_groups_are_closed_and_open_by_themselves(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "OPEN_AT_ONCE", 1)
    a_person(name="Elena", city="Cluj")
    a_person(name="Dan", city="")
    html = show(browser, "?group=city").content.decode()
    assert names(show(browser, "?group=city")) == []
    urls = [unescape(url) for url in re.findall(r'hx-get="([^"]*open=[^"]*)"', html)]
    assert [names(browser.get(url, **HTMX)) for url in urls] == [["Elena"], ["Dan"]]


def test_a_fragment_is_not_stored_and_brings_the_head_along(browser: Client) -> None:
    a_person(name="Elena")
    answer = show(browser, "?q=elena", **HTMX)
    html = answer.content.decode()
    assert "<html" not in html
    assert answer["Cache-Control"] == "no-store"
    assert "HX-Request" in answer["Vary"]
    assert html.count('hx-swap-oob="true"') == 4
    assert 'name="q" value="elena"' in html
    typed = show(browser, "?q=elena", **HTMX, HTTP_HX_TRIGGER="list-form").content.decode()
    assert 'id="list-form"' not in typed
    assert 'id="list-chips" hx-swap-oob="true"' in typed


def test_the_facets_come_when_they_are_asked_for_with_what_is_chosen(browser: Client) -> None:
    html = show(browser, "?filter=kind:people&menu=facets", **HTMX).content.decode()
    assert 'value="kind:people" checked' in html
    assert 'value="kind:companies">' in html
    assert 'type="date" name="created.from"' in html
    assert (
        '<input type="hidden" name="filter" value="kind:people">'
        in show(browser, "?filter=kind:people").content.decode()
    )


def test_going_back_gets_the_whole_page(browser: Client) -> None:
    answer = show(browser, "?q=x", **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true")
    assert "<html" in answer.content.decode()


def test_an_empty_list_offers_one_step_and_a_filtered_one_names_the_filter(browser: Client) -> None:
    assert "Contact nou" in show(browser).content.decode()
    a_person(name="Elena")
    html = show(browser, "?filter=kind:companies&q=zzz").content.decode()
    assert "Companii" in html.split('class="panel empty"')[1]
    assert "zzz" in html.split('class="panel empty"')[1]


def test_nobody_sees_through_the_list_what_he_may_not_see(browser: Client, user: User) -> None:
    a_person(name="Elena")
    a_person(name="A mea", salesperson=user)
    assert names(browser.get("/own-test/?q=a&filter=kind:people")) == ["A mea"]


@pytest.mark.parametrize(("query", "queries"), [("", 4), ("?q=p12&filter=kind:people", 5), ("?group=salesperson", 6)])
def test_the_number_of_queries_does_not_grow(
    query: str, queries: int, browser: Client, django_assert_num_queries: Any
) -> None:
    tag = a_tag(name="Fotovoltaic")
    for number in range(30):
        person = a_person(
            name=f"P{number}", company=a_company(name=f"F{number}"), salesperson=a_user(name=f"U{number}")
        )
        person.tags.add(tag)
    show(browser, query, **HTMX)
    with django_assert_num_queries(queries + 2):  # session and user; without the shell around the list
        show(browser, query, **HTMX)
