"""The customer's page: who may see it, and what he may do there."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.chatter.models import Attachment, Message, Notification
from filon.contacts.testing import a_company, a_person
from filon.core import clock
from filon.core.exceptions import Conflict, DomainError
from filon.crm.testing import a_lead
from filon.history.models import ChangeSet
from filon.history.services.recording import write
from filon.history.services.undoing import undo
from filon.sales.choices import QuotationState
from filon.sales.models import Quotation, QuotationAnswer
from filon.sales.services.answering import Evidence, accept, ask, decline
from filon.sales.services.choosing import content_with
from filon.sales.services.lines import choose_option, update_line
from filon.sales.services.links import customers_link, revoke_links, signed_name
from filon.sales.services.snapshot import content_of, digest_of
from filon.sales.services.states import cancel, confirm, make_draft, mark_sent
from filon.sales.testing import a_line, a_quotation

pytestmark = pytest.mark.django_db
ELENA = Evidence(name="Elena Dumitrescu", address="192.0.2.7", user_agent="Probă")


@pytest.fixture(autouse=True)
def no_limits_yet():
    cache.clear()


def sent(**values):
    """A quotation that the customer has, with its link and an optional line."""
    company = a_company("Crama Dealul Sur SRL")
    person = a_person("Elena Dumitrescu", company=company, email="elena@crama.example")
    seller = a_user(role="own", name="Mihai")
    lead = a_lead("Iluminatul cramei", salesperson=seller, contact=person)
    quotation = a_quotation(actor=seller, lead=lead, **values)
    a_line(quotation, "Panouri", quantity="10", price="100")
    option = a_line(quotation, "Monitorizare", price="50.55")
    update_line(actor=None, line=option, is_optional=True)
    mark_sent(actor=seller, quotation=quotation)
    return again(quotation), customers_link(actor=seller, quotation=quotation), option


def again(quotation):
    return Quotation.objects.get(pk=quotation.pk)


def on_screen(quotation, chosen=()):
    return digest_of(content_with(quotation.versions.latest("number").content, chosen))


def page(link):
    return reverse("sales:customer", args=[signed_name(link)])


def test_the_page_shows_what_was_sent_without_an_account_and_asks_no_search_engine_in(client):
    quotation, link, _option = sent()
    answer = client.get(page(link))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Panouri" in text
    assert "1.210,00" in text
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    link.refresh_from_db()
    assert link.first_seen_at is not None
    assert client.get(page(link) + "pdf/").content.startswith(b"%PDF-")
    assert quotation.state == QuotationState.SENT


def test_an_option_changes_the_totals_on_the_server_and_nothing_in_the_quotation(client):
    quotation, link, option = sent()
    text = client.get(page(link), {"with": option.pk}).content.decode()
    assert "1.271,17" in text
    assert again(quotation).total == quotation.total


def test_what_the_page_works_out_is_what_the_quotation_comes_to():
    quotation, _link, option = sent()
    expected = content_with(content_of(quotation), [option.pk])
    choose_option(actor=None, line=option, chosen=True)
    assert content_of(again(quotation)) == expected


def test_accepting_makes_an_order_keeps_the_evidence_and_tells_the_salesperson():
    quotation, link, option = sent()
    accept(
        link=link,
        digest=on_screen(quotation, [option.pk]),
        chosen=[option.pk],
        evidence=Evidence(name=" Elena  Dumitrescu ", drawn="M1 2L30 40", address="192.0.2.7", user_agent="Probă"),
    )
    order, answer = again(quotation), QuotationAnswer.objects.get()
    assert (order.state, str(order.total)) == (QuotationState.ORDER, "1271.17")
    assert (answer.name, answer.drawn, answer.address) == ("Elena Dumitrescu", "M1 2L30 40", "192.0.2.7")
    assert answer.digest == answer.version.digest == digest_of(content_of(order))
    message = Message.objects.get(record_id=order.lead_id)
    assert "1.271,17" in message.body_text
    assert message.author_name == "Elena Dumitrescu"
    assert Attachment.objects.get(message=message).name == f"{order.number}.pdf"
    assert Notification.objects.filter(user=order.salesperson, message=message).count() == 1


def test_of_two_who_accept_at_once_one_wins_and_the_other_is_told():
    quotation, link, _option = sent()
    digest = on_screen(quotation)
    accept(link=link, digest=digest, chosen=(), evidence=ELENA)
    with pytest.raises(Conflict, match="Ați acceptat"):
        accept(link=link, digest=digest, chosen=(), evidence=ELENA)
    assert QuotationAnswer.objects.count() == 1


def test_who_accepts_what_we_have_just_confirmed_is_told_that_it_is_an_order():
    quotation, link, _option = sent()
    confirm(actor=None, quotation=quotation)
    with pytest.raises(Conflict, match="comandă"):
        accept(link=link, digest=on_screen(quotation), chosen=(), evidence=ELENA)


def test_an_answer_to_an_older_version_is_refused():
    quotation, link, _option = sent()
    old = on_screen(quotation)
    update_line(actor=None, line=quotation.lines.get(name="Panouri"), unit_price=120)
    with pytest.raises(Conflict, match="Lucrăm"):
        accept(link=link, digest=old, chosen=(), evidence=ELENA)
    mark_sent(actor=None, quotation=quotation)
    with pytest.raises(Conflict, match="s-a schimbat"):
        accept(link=link, digest=old, chosen=(), evidence=ELENA)


def test_declining_cancels_with_the_reason_in_the_thread():
    quotation, link, _option = sent()
    with pytest.raises(DomainError) as refused:
        decline(link=link, digest=on_screen(quotation), reason=" ", evidence=ELENA)
    assert "reason" in refused.value.errors
    decline(link=link, digest=on_screen(quotation), reason="Prea scump", evidence=ELENA)
    assert again(quotation).state == QuotationState.CANCELLED
    assert "Prea scump" in Message.objects.get(record_id=quotation.lead_id).body_text


def test_a_question_goes_into_the_thread_and_to_the_bell():
    quotation, link, _option = sent()
    ask(link=link, text="Se poate până vineri?")
    message = Message.objects.get(record_id=quotation.lead_id)
    assert "până vineri" in message.body_text
    assert Notification.objects.filter(user=quotation.salesperson, message=message).exists()


@pytest.mark.parametrize(
    "drawn", ["M1 2<script>", "M1 2A5 5 0 0 1 9 9", "M1000 2", "url(#a)", 'M1 2" onload="x', "L1 2", "M1 2L3 4" * 5000]
)
def test_a_drawing_is_moves_and_lines_or_nothing(drawn):
    quotation, link, _option = sent()
    with pytest.raises(DomainError) as refused:
        accept(link=link, digest=on_screen(quotation), chosen=(), evidence=Evidence(name="E", drawn=drawn))
    assert "drawn" in refused.value.errors
    assert again(quotation).state == QuotationState.SENT


def test_a_forged_link_leads_nowhere(client):
    _quotation, link, _option = sent()
    name = signed_name(link)
    for forged in (f"{link.pk + 1}:{name.partition(':')[2]}", name[:-1], "1", "x" * 300):
        answer = client.get(reverse("sales:customer", args=[forged]))
        assert answer.status_code == 404
        assert "nu este valid" in answer.content.decode()


def test_a_revoked_link_says_so_and_answers_nothing(client):
    quotation, link, _option = sent()
    revoke_links(actor=None, quotation=quotation)
    answer = client.post(page(link), {"act": "accept", "name": "Elena", "digest": on_screen(quotation)})
    assert answer.status_code == 410
    assert "a fost retras" in answer.content.decode()
    assert client.get(page(link) + "pdf/").status_code == 410
    with pytest.raises(Conflict):
        ask(link=link, text="Mai e valabilă?")
    assert again(quotation).state == QuotationState.SENT


def test_expired_cancelled_and_reworked_quotations_say_so_in_the_customers_language(client):
    quotation, link, _option = sent(language="en")
    Quotation.objects.filter(pk=quotation.pk).update(valid_until=quotation.quoted_on)
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        assert "has expired" in client.get(page(link)).content.decode()
        answer = client.post(page(link), {"act": "accept", "name": "E", "digest": on_screen(quotation)})
        assert answer.status_code == 409
    cancel(actor=None, quotation=quotation)
    assert "has been cancelled" in client.get(page(link)).content.decode()
    make_draft(actor=None, quotation=quotation)
    assert "are changing" in client.get(page(link)).content.decode()


def test_accepting_on_the_page_needs_a_name_and_then_thanks(client):
    quotation, link, _option = sent()
    digest = on_screen(quotation)
    refused = client.post(page(link), {"act": "accept", "name": "", "digest": digest})
    assert refused.status_code == 422
    assert "Scrieți-vă numele" in refused.content.decode()
    done = client.post(page(link), {"act": "accept", "name": "Elena", "digest": digest}, follow=True)
    assert "Ați acceptat" in done.content.decode()
    replayed = client.post(page(link), {"act": "accept", "name": "Elena", "digest": digest})
    assert replayed.status_code == 409
    assert QuotationAnswer.objects.count() == 1


def test_whoever_of_us_is_signed_in_cannot_answer_for_the_customer(client):
    quotation, link, _option = sent()
    client.force_login(quotation.salesperson)
    assert "Așa o vede clientul" in client.get(page(link)).content.decode()
    answer = client.post(page(link), {"act": "accept", "name": "Elena", "digest": on_screen(quotation)})
    assert answer.status_code == 409
    assert again(quotation).state == QuotationState.SENT
    link.refresh_from_db()
    assert link.first_seen_at is None


def test_too_many_answers_are_braked(client):
    _quotation, link, _option = sent()
    for _number in range(20):
        client.post(page(link), {"act": "ask", "ask-question": "Da?"})
    assert client.post(page(link), {"act": "ask", "ask-question": "Da?"}).status_code == 409


def test_an_undo_never_takes_a_signature_back():
    quotation, link, _option = sent()
    with write(None, "web", "Acceptată"):
        accept(link=link, digest=on_screen(quotation), chosen=(), evidence=ELENA)
    undo(ChangeSet.objects.latest("pk").pk, actor=a_user(role="administrator"))
    assert QuotationAnswer.objects.count() == 1
