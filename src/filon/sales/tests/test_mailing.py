"""A quotation goes out by mail."""

import pytest
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.chatter.models import Attachment, Message
from filon.chatter.services.rendering import render_text
from filon.contacts.testing import a_person
from filon.crm.testing import a_lead
from filon.sales.choices import QuotationState
from filon.sales.models import Quotation
from filon.sales.services.links import address_of
from filon.sales.services.mailing import mail_quotation, proposed_mail, templates_of
from filon.sales.services.states import confirm, lock
from filon.sales.testing import a_line, a_quotation

pytestmark = pytest.mark.django_db


def ready(**values):
    seller = a_user(role="own", name="Mihai")
    lead = a_lead("Iluminatul cramei", salesperson=seller, contact=a_person("Elena", email="elena@crama.example"))
    quotation = a_quotation(actor=seller, lead=lead, **values)
    a_line(quotation)
    quotation.refresh_from_db()
    return quotation, seller


def proposed(quotation, template=None):
    return proposed_mail(quotation, actor=quotation.salesperson, template=template)


def test_it_goes_out_with_the_document_and_the_link_and_is_sent():
    quotation, seller = ready()
    mail = proposed(quotation)
    assert mail["to"] == "elena@crama.example"
    message = mail_quotation(actor=seller, quotation=quotation, to=[mail["to"]], subject="Oferta", body=mail["body"])
    quotation.refresh_from_db()
    assert (quotation.state, quotation.version) == (QuotationState.SENT, 1)
    assert address_of(quotation.links.get()) in message.body_text
    assert message.record_id == quotation.lead_id
    assert Attachment.objects.get(message=message).media_type == "application/pdf"


def test_the_words_are_in_the_customers_language():
    quotation, _seller = ready(language="en")
    assert proposed(quotation)["body"].startswith("Dear Elena,")
    quotation.language = "ro"
    assert "121,00\xa0lei" in proposed(quotation)["body"]


def test_a_template_says_it_in_the_words_of_the_house():
    quotation, _seller = ready(language="en")
    template = templates_of(quotation)[0]
    mail = proposed(quotation, template)
    assert mail["subject"] == f"Quotation {quotation.number}"
    assert "121.00" in mail["body"]


def test_a_locked_order_is_sent_as_it_was_ordered():
    quotation, seller = ready()
    lock(actor=seller, quotation=confirm(actor=seller, quotation=quotation))
    quotation.refresh_from_db()
    mail_quotation(actor=seller, quotation=quotation, to=["a@b.example"], subject="Comanda", body="Da")
    assert Quotation.objects.get(pk=quotation.pk).version == 1


def test_a_wrong_address_keeps_what_was_typed(client):
    quotation, seller = ready()
    client.force_login(seller)
    url = reverse("sales:quotation-mail", args=[quotation.pk])
    answer = client.post(url, {"to": "nu e adresă", "subject": "Oferta", "body": "Textul meu"})
    assert answer.status_code == 422
    assert "Textul meu" in answer.content.decode()
    assert not Message.objects.filter(record_id=quotation.lead_id).exists()
    quotation.refresh_from_db()
    assert quotation.state == QuotationState.DRAFT


def test_a_template_keeps_an_opportunity_from_whom_it_is_hidden():
    quotation, seller = ready()
    text = "Pentru {lead.name}."
    assert render_text("", text, quotation.pk, actor=seller).body == "Pentru Iluminatul cramei."
    colleague = a_user(role="own", name="Ioana")
    assert render_text("", text, quotation.pk, actor=colleague).body == "Pentru ."
    quotation.refresh_from_db()
    assert quotation.lead_id
