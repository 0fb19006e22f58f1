"""Configuration lists: typed names, renamed in place, ordered, archived, deleted only when unused."""

import json
from typing import Any

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_person
from filon.crm.models import Stage
from filon.organisation.models import Tag
from filon.organisation.testing import a_tag

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.lists.declared")]
TAGS, STAGES = "/tags-test/", "/stages-test/"


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def act(browser: Client, url: str = TAGS, **values: Any) -> Any:
    return browser.post(url, values, HTTP_HX_REQUEST="true")


def said(answer: Any) -> str:
    return " ".join(toast["text"] for toast in json.loads(answer["HX-Trigger"])["filon:toast"]["toasts"])


def test_a_name_is_added_by_typing_and_the_field_is_empty_for_the_next(browser: Client) -> None:
    answer = act(browser, act="create", name="  Licitaţie   publică ", colour="5")
    tag = Tag.objects.get()
    assert (tag.name, tag.colour, tag.sort_key[:3]) == ({"ro": "Licitație publică"}, 5, "lic")
    assert 'id="config-name" name="name" value=""' in answer.content.decode()
    assert "„Licitație publică”" in said(answer)


@pytest.mark.parametrize(("name", "sentence"), [("", "nume"), ("iluminat", "există deja"), ("x" * 61, "60")])
def test_what_cannot_be_added_is_said_beside_the_field_and_stays_typed(
    name: str, sentence: str, browser: Client
) -> None:
    a_tag(name="Iluminat")
    answer = act(browser, act="create", name=name, colour="1")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'name="name" value="{name}"' in html
    assert sentence in html.split('id="config-error"')[1].split("</p>")[0]
    assert Tag.objects.count() == 1


def test_a_row_is_renamed_in_the_language_of_the_moment(browser: Client) -> None:
    tag = Tag.objects.create(name={"ro": "Iluminat", "en": "Lighting"})
    act(browser, act="rename", row=tag.pk, name="Lumini")
    tag.refresh_from_db()
    assert tag.name == {"ro": "Lumini", "en": "Lighting"}
    assert "există deja" in said(act(browser, act="rename", row=a_tag(name="Hală").pk, name="LIGHTING"))


def test_a_row_gets_another_colour_and_is_archived_and_restored(browser: Client) -> None:
    tag = a_tag(name="Iluminat")
    act(browser, paint="7", row=tag.pk)
    act(browser, act="archive", row=tag.pk)
    tag.refresh_from_db()
    assert (tag.colour, tag.is_active) == (7, False)
    act(browser, act="restore", row=tag.pk)
    tag.refresh_from_db()
    assert tag.is_active
    assert act(browser, paint="99", row=tag.pk).status_code == 200
    tag.refresh_from_db()
    assert tag.colour == 7


def test_what_is_used_says_where_and_stays_and_the_rest_can_go(browser: Client) -> None:
    tag, unused = a_tag(name="Iluminat"), a_tag(name="Hală")
    a_person(name="Ana").tags.add(tag)
    assert "1 contact" in said(act(browser, act="delete", row=tag.pk))
    act(browser, act="delete", row=unused.pk)
    assert list(Tag.objects.all()) == [tag]


def test_rows_are_put_into_an_order_and_new_ones_come_last(browser: Client) -> None:
    ids = list(Stage.objects.order_by("sequence", "pk").values_list("pk", flat=True))
    act(browser, STAGES, act="order", ids=[ids[1], ids[0], 999, "x"])
    act(browser, STAGES, act="create", name="Negociere")
    assert list(Stage.objects.order_by("sequence").values_list("pk", flat=True))[:-1] == [ids[1], ids[0], *ids[2:]]
    assert str(Stage.objects.order_by("sequence").last()) == "Negociere"


def test_only_who_may_configure_sees_and_changes_it(client: Client) -> None:
    client.force_login(a_user())
    assert client.get(TAGS).status_code == 403
    assert act(client, act="create", name="X", colour="1").status_code == 403
    assert not Tag.objects.exists()


def test_nonsense_does_not_exist(browser: Client) -> None:
    assert act(browser, act="unknown").status_code == 404
    assert act(browser, act="rename", row="x", name="y").status_code == 404
    assert "șters" in said(act(browser, act="rename", row=12345, name="y"))


def test_the_page_costs_the_same_however_many_rows_there_are(browser: Client, django_assert_num_queries: Any) -> None:
    person = a_person(name="Ana")
    for number in range(20):
        person.tags.add(a_tag(name=f"T{number}"))
    browser.get(TAGS)
    with django_assert_num_queries(4):
        browser.get(TAGS, HTTP_HX_REQUEST="true")
