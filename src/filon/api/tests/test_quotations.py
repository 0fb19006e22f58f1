"""Products and quotations by the interface."""

from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.api.testing import Program
from filon.catalog.testing import a_product
from filon.chatter.models import Message
from filon.contacts.testing import a_company
from filon.sales.services.lines import update_line
from filon.sales.testing import a_line, a_quotation

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program(an_administrator())


def test_a_product_is_made_changed_and_deleted(program: Program) -> None:
    made = program.post("products", {"name": {"ro": "Montaj", "en": "Fitting"}, "price": "100.00"}).json()
    assert made["name"] == {"ro": "Montaj", "en": "Fitting"}
    assert Decimal(program.patch(f"products/{made['id']}", {"price": "120"}).json()["price"]) == 120
    assert program.delete(f"products/{made['id']}").status_code == 204


def test_a_product_in_use_is_not_deleted(program: Program) -> None:
    product, quotation = a_product(), a_quotation()
    program.post("quotation-lines", {"quotation": quotation.pk, "product": product.pk})
    assert program.delete(f"products/{product.pk}").status_code == 409


def test_a_quotation_is_written_line_by_line_and_confirmed_once(program: Program) -> None:
    made = program.post("quotations", {"customer": a_company().pk}).json()
    line = program.post("quotation-lines", {"quotation": made["id"], "product": a_product().pk, "quantity": "2"}).json()
    assert Decimal(line["base"]) == 1560
    program.patch(f"quotation-lines/{line['id']}", {"discount": "10"})
    read = program.get(f"quotations/{made['id']}").json()
    assert Decimal(read["untaxed"]) == 1404
    assert [each["id"] for each in read["lines"]] == [line["id"]]
    assert program.post(f"quotations/{made['id']}/acts/confirm").json()["state"] == "order"
    assert program.post(f"quotations/{made['id']}/acts/confirm").status_code == 409


def test_what_cannot_be_is_named_by_field(program: Program) -> None:
    answer = program.post("quotations", {})
    assert answer.status_code == 422
    assert "customer" in answer.content.decode()


def test_a_copy_has_its_own_number(program: Program) -> None:
    quotation = a_quotation()
    a_line(quotation)
    copy = program.post(f"quotations/{quotation.pk}/duplicate")
    assert copy.status_code == 201
    assert copy.json()["number"] != quotation.number


def test_a_quotation_is_discounted_and_its_option_chosen(program: Program) -> None:
    quotation = a_quotation()
    a_line(quotation, price="1000")
    option = update_line(actor=None, line=a_line(quotation, "Mentenanță", price="200"), is_optional=True)
    assert Decimal(program.post(f"quotations/{quotation.pk}/discount", {"amount": "100"}).json()["untaxed"]) == 900
    assert program.post(f"quotation-lines/{option.pk}/option", {}).json()["is_optional"] is False
    assert Decimal(program.get(f"quotations/{quotation.pk}").json()["untaxed"]) == 1100
    refused = program.post(f"quotations/{quotation.pk}/discount", {"percent": "101"})
    assert (refused.status_code, "discount" in refused.content.decode()) == (422, True)


def test_a_quotation_goes_out_by_mail_and_by_link(program: Program) -> None:
    quotation = a_quotation()
    a_line(quotation)
    sent = program.post(f"quotations/{quotation.pk}/mail", {"to": ["elena@lunca.example"]})
    message = Message.objects.get(pk=sent.json()["message"])
    assert quotation.number in message.subject
    assert program.get(f"quotations/{quotation.pk}").json()["state"] == "sent"
    address = program.post(f"quotations/{quotation.pk}/link").json()["url"]
    assert address in message.body_text
    assert program.delete(f"quotations/{quotation.pk}/link").status_code == 204
    assert program.post(f"quotations/{quotation.pk}/link").json()["url"] != address


def test_mail_to_nobody_is_refused_and_changes_nothing(program: Program) -> None:
    quotation = a_quotation()
    a_line(quotation)
    assert program.post(f"quotations/{quotation.pk}/mail", {"to": []}).status_code == 422
    assert program.get(f"quotations/{quotation.pk}").json()["state"] == "draft"


def test_an_order_that_is_locked_keeps_prices_and_discounts(program: Program) -> None:
    quotation = a_quotation()
    product = a_product(price="780")
    program.post("quotation-lines", {"quotation": quotation.pk, "product": product.pk})
    for act in ("confirm", "lock"):
        program.post(f"quotations/{quotation.pk}/acts/{act}")
    program.patch(f"products/{product.pk}", {"price": "900"})
    assert program.post(f"quotations/{quotation.pk}/prices").status_code == 409
    assert program.post(f"quotations/{quotation.pk}/discount", {"percent": "10"}).status_code == 409
    assert Decimal(program.get(f"quotations/{quotation.pk}").json()["untaxed"]) == 780


def test_only_an_option_of_a_quotation_one_sees_is_chosen(program: Program) -> None:
    line = a_line(a_quotation(actor=a_user(role="own", name="Ioana")))
    assert program.post(f"quotation-lines/{line.pk}/option", {}).status_code == 409
    option = update_line(actor=None, line=line, is_optional=True)
    stranger = Program(a_user(role="own", name="Mihai"))
    assert stranger.post(f"quotation-lines/{option.pk}/option", {}).status_code == 404
    option.refresh_from_db()
    assert option.is_optional


def test_a_link_taken_back_opens_nothing_and_a_new_one_does(program: Program, client: Client) -> None:
    quotation = a_quotation()
    a_line(quotation)
    program.post(f"quotations/{quotation.pk}/acts/send")
    first = program.post(f"quotations/{quotation.pk}/link").json()["url"]
    program.delete(f"quotations/{quotation.pk}/link")
    second = program.post(f"quotations/{quotation.pk}/link").json()["url"]
    assert [client.get(urlsplit(each).path).status_code for each in (first, second)] == [410, 200]


@pytest.mark.parametrize("to", [[""], ["elena"], ["elena@"]])
def test_mail_to_no_address_is_refused(program: Program, to: list[str]) -> None:
    quotation = a_quotation()
    a_line(quotation)
    assert program.post(f"quotations/{quotation.pk}/mail", {"to": to}).status_code == 422
    assert program.get(f"quotations/{quotation.pk}").json()["state"] == "draft"


@pytest.mark.parametrize(
    "said", [{"percent": "-10000"}, {"percent": "NaN"}, {"amount": "0"}, {"amount": "-5"}, {"percent": "x"}]
)
def test_a_discount_that_cannot_be_is_refused(program: Program, said: dict[str, str]) -> None:
    quotation = a_quotation()
    a_line(quotation)
    assert program.post(f"quotations/{quotation.pk}/discount", said).status_code == 422
