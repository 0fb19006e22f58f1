"""What can be done from a list: bulk actions, saved searches, columns, exports."""

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import Contact
from filon.contacts.testing import a_company, a_person
from filon.organisation.testing import a_tag
from filon.ui.lists import bulk, exporting
from filon.ui.models import ListPreference, SavedSearch

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


def act(browser: Client, query: str = "", url: str = URL, **values: Any) -> Any:
    return browser.post(f"{url}{query}", values, **HTMX)


def test_an_action_says_first_what_it_will_do_and_then_does_it(browser: Client) -> None:
    first, second, other = a_person(name="A"), a_person(name="B"), a_person(name="C")
    asked = act(browser, act="bulk", bulk="archive", ids=[first.pk, second.pk])
    assert "Nu mai apar în liste." in asked.content.decode()
    assert "2" in asked.content.decode()
    assert Contact.objects.filter(is_active=False).count() == 0
    done = act(browser, act="bulk", bulk="archive", ids=[first.pk, second.pk], confirmed="1")
    assert "filon:close-dialog" in done["HX-Trigger"]
    assert "filon:list-refresh" in done["HX-Trigger"]
    assert "2 arhivate" in done["HX-Trigger"]
    assert list(Contact.objects.filter(is_active=True)) == [other]


def test_all_means_what_the_filters_leave_and_not_only_what_is_shown(browser: Client) -> None:
    for number in range(60):
        a_person(name=f"P{number}")
    a_company(name="Firma")
    act(browser, "?filter=kind:people", act="bulk", bulk="archive", all="1", confirmed="1")
    assert Contact.objects.filter(is_active=True).get().name == "Firma"


def test_rows_that_one_may_not_see_are_not_touched(browser: Client, user: User) -> None:
    mine, other = a_person(name="A", salesperson=user), a_person(name="B")
    act(browser, url="/own-test/", act="bulk", bulk="archive", ids=[mine.pk, other.pk], confirmed="1")
    other.refresh_from_db()
    assert other.is_active
    assert act(browser, url="/own-test/", act="bulk", bulk="archive", ids=[other.pk], confirmed="1").status_code == 422


def test_a_form_with_errors_keeps_what_was_chosen(browser: Client) -> None:
    person = a_person(name="A")
    answer = act(browser, act="bulk", bulk="job", ids=[person.pk], confirmed="1", job="")
    assert answer.status_code == 422
    assert f'name="ids" value="{person.pk}"' in answer.content.decode()
    act(browser, act="bulk", bulk="job", ids=[person.pk], confirmed="1", job="Director")
    assert Contact.objects.get().job_position == "Director"


def test_an_action_that_is_not_offered_cannot_be_done(browser: Client) -> None:
    person = a_person(name="A")
    for key in ("forbidden", "unknown"):
        assert act(browser, act="bulk", bulk=key, ids=[person.pk], confirmed="1").status_code == 403
    assert Contact.objects.get().is_active


def test_nothing_chosen_and_too_much_are_said_in_words(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert act(browser, act="bulk", bulk="archive", ids=["x", "9" * 40], confirmed="1").status_code == 422
    monkeypatch.setattr(bulk, "MANY", 1)
    a_person(name="A"), a_person(name="B")
    answer = act(browser, act="bulk", bulk="archive", all="1", confirmed="1")
    assert answer.status_code == 422
    assert "10.000" in answer["HX-Trigger"].encode().decode("unicode_escape")


def test_a_search_is_saved_shown_again_and_replaced_under_its_name(browser: Client, user: User) -> None:
    for query in ("?filter=kind:people&q=ana", "?filter=kind:companies"):
        assert act(browser, query, act="save", name="  A  mea ").status_code == 204
    saved = SavedSearch.objects.get()
    assert (saved.name, saved.query) == ("A mea", "filter=kind%3Acompanies")
    assert "A mea" in browser.get(f"{URL}?menu=saved", **HTMX).content.decode()
    assert act(browser, act="save", name=" ").status_code == 422


def test_a_shared_search_is_everybodys_to_use_and_its_owners_to_delete(browser: Client, client: Client) -> None:
    other = a_user(name="Andrei")
    SavedSearch.objects.create(user=other, list_key="test-contacts", name="A lui", query="q=x")
    shared = SavedSearch.objects.create(
        user=other, list_key="test-contacts", name="Comună", query="q=y", is_shared=True
    )
    html = browser.get(f"{URL}?menu=saved", **HTMX).content.decode()
    assert "A lui" not in html
    assert "Comună" in html
    assert act(browser, act="forget", search=shared.pk).status_code == 403
    assert act(browser, act="forget", search=999).status_code == 404
    client.force_login(an_administrator())
    assert act(client, act="forget", search=shared.pk).status_code == 204


def test_a_list_opens_with_the_favourite_that_its_user_chose(browser: Client, user: User) -> None:
    a_person(name="Ana"), a_person(name="Mihai")
    mine = SavedSearch.objects.create(user=user, list_key="test-contacts", name="A mea", query="filter=&q=ana")
    assert act(browser, act="open", search=mine.pk).status_code == 204
    opened = browser.get(URL).content.decode()
    assert ("Ana" in opened, "Mihai" in opened) == (True, False)
    assert "Mihai" in browser.get(f"{URL}?filter=").content.decode()
    assert 'aria-pressed="true"' in browser.get(f"{URL}?menu=saved", **HTMX).content.decode()
    act(browser, act="open", search=mine.pk)
    assert "Mihai" in browser.get(URL).content.decode()
    act(browser, act="open", search=mine.pk)
    act(browser, act="forget", search=mine.pk)
    assert "Mihai" in browser.get(URL).content.decode()


def test_a_favourite_opens_the_list_without_what_was_deleted_or_taken_back(browser: Client, user: User) -> None:
    a_person(name="Mihai")
    query = "filter=tag:999&filter=nimic:1&rule=nimic:is:1&group=nimic&order=nimic"
    shared = SavedSearch.objects.create(
        user=a_user(name="Andrei"), list_key="test-contacts", name="Comună", query=query, is_shared=True
    )
    act(browser, act="open", search=shared.pk)
    opened = browser.get(URL).content.decode()
    assert "Mihai" in opened
    assert "nu mai există" in opened
    SavedSearch.objects.update(is_shared=False)
    assert "nu mai există" not in browser.get(URL).content.decode()
    assert act(browser, act="open", search=shared.pk).status_code == 404


def test_a_user_sees_the_columns_that_he_chose(browser: Client) -> None:
    a_person(name="A", city="Iași", email="a@exemplu.ro")
    assert "Iași" in browser.get(URL).content.decode()
    act(browser, act="columns", column=["email", "unknown"])
    html = browser.get(URL).content.decode()
    assert "a@exemplu.ro" in html
    assert '<td class="no-phone">Iași' not in html
    assert ListPreference.objects.get().columns == ["email"]
    act(browser, act="columns")
    assert "a@exemplu.ro" not in browser.get(URL).content.decode()


def test_what_a_list_cannot_do_does_not_exist(browser: Client) -> None:
    assert act(browser, act="unknown").status_code == 404
    assert act(browser).status_code == 404
    assert browser.put(URL).status_code == 405
    assert browser.get(f"{URL}?export=exe").status_code == 404


def lines(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_csv_file_holds_all_rows_that_one_sees_in_the_lists_order(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "CHUNK", 2)
    firm = a_company(name="Șerban SRL")
    for name in ("Țăranu", "Tudor", "Ana"):
        a_person(name=name, company=firm).tags.add(a_tag(name=f"Eticheta {name}"))
    answer = browser.get(f"{URL}?filter=kind:people&order=name&export=csv")
    assert answer["Content-Disposition"].startswith('attachment; filename="clienti-')
    head, *rows = lines(answer)
    assert head[:2] == ["Nume", "Companie"]
    assert [row[:2] for row in rows] == [[name, "Șerban SRL"] for name in ("Ana", "Tudor", "Țăranu")]
    assert rows[0][3] == "Eticheta Ana"


def test_a_text_that_would_be_a_formula_is_only_text(browser: Client) -> None:
    a_company(name="=HYPERLINK(1)")
    assert lines(browser.get(f"{URL}?export=csv"))[1][0] == "'=HYPERLINK(1)"
    book = zipfile.ZipFile(io.BytesIO(b"".join(browser.get(f"{URL}?export=xlsx").streaming_content)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=HYPERLINK(1)" in sheet


def test_an_xlsx_file_has_numbers_and_real_dates(browser: Client) -> None:
    person = a_person(name="Ana")
    answer = browser.get(f"{URL}?export=xlsx")
    sheet = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).read("xl/worksheets/sheet1.xml").decode()
    assert f"<v>{person.pk}</v>" in sheet
    assert re.search(r"<v>46\d{3}\.\d+</v>", sheet)


def test_a_file_costs_as_many_queries_as_it_has_chunks(browser: Client, django_assert_num_queries: Any) -> None:
    for number in range(5):
        a_person(name=f"P{number}", company=a_company(name=f"F{number}"))
    with django_assert_num_queries(6):
        lines(browser.get(f"{URL}?export=csv"))
