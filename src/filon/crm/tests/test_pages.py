"""What the browser gets: board, cards, moves, quick card, record."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpRequest, QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.testing import a_company
from filon.crm.choices import Status
from filon.crm.lists.board import board_context
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead
from filon.crm.services.assigning import assign_leads
from filon.crm.services.moving import move_lead
from filon.crm.testing import a_lead, a_reason, a_stage, the_stage
from filon.organisation.testing import a_tag
from filon.ui.lists.declaration import filtered
from filon.ui.lists.look import look_of
from filon.ui.lists.state import parse

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def _url(name: str, *args: object) -> str:
    return reverse(f"crm:{name}", args=args)


def _text(response) -> str:
    return response.content.decode()


def test_the_board_opens_on_my_pipeline_and_says_what_it_adds_up_to(browser, mihai):
    a_lead("Al meu", salesperson=mihai, expected_revenue=Decimal(304400))
    a_lead("Al altuia", salesperson=a_user())
    a_lead("Al nimănui")
    page = _text(browser.get(_url("board")))
    assert "Al meu" in page
    assert "Al nimănui" not in page
    assert "304,4\xa0mii\xa0lei" in page
    assert "1 oportunitate" in page


def test_who_owns_nothing_sees_all_that_he_may(browser):
    a_lead("Al nimănui")
    assert "Al nimănui" in _text(browser.get(_url("board")))


def test_a_card_shows_customer_tags_stars_and_revenue(browser, mihai):
    tags = [a_tag(name=name) for name in ("Iluminat", "Hală", "Public")]
    company = a_company("Vinăria Crama Țării")
    a_lead("Centrală", salesperson=mihai, contact=company, priority=2, tags=tags, expected_revenue=Decimal(452000))
    page = _text(browser.get(_url("board")))
    for shown in ("Vinăria Crama Țării", "+1", "Prioritate: Ridicată", "452.000\xa0lei", 'title="Mihai Ionescu"'):
        assert shown in page, shown


def test_the_board_costs_the_same_number_of_queries_for_one_card_as_for_many(browser, mihai):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            browser.get(_url("board"))
        return len(captured)

    a_lead("prima", salesperson=mihai, tags=[a_tag()])
    browser.get(_url("board"))
    few = queries()
    for number in range(30):
        a_lead(str(number), salesperson=mihai, contact=a_company(str(number)))
    assert queries() == few


def test_the_board_itself_takes_twelve_queries(mihai, django_assert_num_queries):
    for number in range(5):
        a_lead(str(number), salesperson=mihai, tags=[a_tag(name=str(number))])
    state = parse(QueryDict("filter=whose:mine&filter=status:open&filter=status:recent"), ("whose", "status"))
    look = look_of(mihai)
    with django_assert_num_queries(12):
        board_context(HttpRequest(), LEADS, state, filtered(LEADS, state, look), look)


def test_search_narrows_the_board_and_its_sums(browser, mihai):
    a_lead("Iluminat pentru Mureșan", salesperson=mihai, expected_revenue=Decimal(5000))
    a_lead("Altceva", salesperson=mihai, expected_revenue=Decimal(7000))
    page = _text(browser.get(_url("board"), {"q": "muresan"}, **HTMX))
    assert "Iluminat pentru Mureșan" in page
    assert "Altceva" not in page
    assert "5,0\xa0mii\xa0lei" in page


def test_more_cards_follow_the_last_one_that_is_shown(browser, mihai, monkeypatch):
    monkeypatch.setattr("filon.crm.services.board.CARDS", 2)
    for number in range(5):
        a_lead(f"Nr. {number}", salesperson=mihai)
    page = _text(browser.get(_url("board")))
    assert "Arată mai multe" in page
    url = page.split('class="btn btn-plain more"')[1].split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    more = _text(browser.get(url, **HTMX))
    assert "Nr. 2" in more
    assert "Nr. 1" in more
    assert "Nr. 4" not in more
    assert "Arată mai multe" in more


def test_a_move_answers_with_the_card_and_both_heads(browser, mihai):
    lead = a_lead(salesperson=mihai, expected_revenue=Decimal(12000))
    stage = the_stage("Qualified")
    response = browser.post(_url("lead-move", lead.pk), {"stage": stage.pk, "view": "?view=board"}, **HTMX)
    lead.refresh_from_db()
    assert lead.stage == stage
    assert json.loads(response["HX-Trigger-After-Swap"])["crm:moved"] == {"id": lead.pk}
    assert json.loads(response["HX-Trigger"])["filon:toast"]["toasts"][0]["text"] == "Mutată în Calificat."
    page = _text(response)
    assert page.startswith(f'<div hx-swap-oob="innerHTML:#board-moved"><article class="deal" id="card-{lead.pk}"')
    assert page.count('hx-swap-oob="true"') == 2
    assert "12,0\xa0mii\xa0lei" in page


def test_of_two_people_with_one_card_the_later_hears_where_the_other_had_put_it(browser, mihai):
    lead = a_lead(salesperson=mihai)
    new, qualified, proposition = (the_stage(name) for name in ("New", "Qualified", "Proposition"))
    move_lead(actor=None, lead=lead, stage=qualified)
    posted = {"stage": proposition.pk, "from": new.pk, "view": "?view=board", "above": 999, "below": lead.pk}
    response = browser.post(_url("lead-move", lead.pk), posted, **HTMX)
    text = json.loads(response["HX-Trigger"])["filon:toast"]["toasts"][0]["text"]
    assert text == "Mutată în Propunere. Între timp fusese mutată în Calificat."
    lead.refresh_from_db()
    assert lead.stage == proposition


def test_a_stage_that_needs_more_asks_for_it_and_then_moves(browser, mihai):
    lead = a_lead(salesperson=mihai)
    gated = a_stage(required_fields=["expected_revenue"])
    url = _url("lead-move", lead.pk)
    asked = browser.post(url, {"stage": gated.pk, "view": ""}, **HTMX)
    assert asked.status_code == 422
    assert asked["HX-Retarget"] == "#dialog-body"
    assert "Venit estimat" in _text(asked)
    lead.refresh_from_db()
    assert lead.stage == the_stage("New")
    empty = browser.post(url, {"stage": gated.pk, "asked": "1", "expected_revenue": ""}, **HTMX)
    assert empty.status_code == 422
    browser.post(url, {"stage": gated.pk, "asked": "1", "expected_revenue": "12.500"}, **HTMX)
    lead.refresh_from_db()
    assert (lead.stage, lead.expected_revenue) == (gated, 12500)


def test_somebody_elses_card_is_not_there(browser):
    lead = a_lead(salesperson=a_user())
    for name in ("lead", "lead-move", "lead-win", "lead-lose", "lead-restore", "lead-archive"):
        method = browser.get if name == "lead" else browser.post
        assert method(_url(name, lead.pk)).status_code == 404, name


def test_the_quick_card_makes_an_opportunity_of_a_new_customer(browser, mihai):
    stage = the_stage("Qualified")
    typed = {
        "contact_new": "Ferma Dumbrăvița",
        "contact_phone": "0744/555.010",
        "name": "",
        "expected_revenue": "12 mii",
        "priority": "2",
        "add": "1",
    }
    response = browser.post(_url("lead-quick", stage.pk), typed, **HTMX)
    lead = Lead.objects.get()
    assert lead.contact == Contact.objects.get(name="Ferma Dumbrăvița", is_company=True)
    assert (lead.name, lead.stage, lead.salesperson) == ("Oportunitate pentru Ferma Dumbrăvița", stage, mihai)
    assert (lead.expected_revenue, lead.priority, lead.phone) == (12000, 2, "0744 555 010")
    page = _text(response)
    assert f'id="card-{lead.pk}"' in page
    assert 'name="contact_phone"' in page
    assert "Adaugă" in page
    assert "Editare" in page


def test_editing_from_the_quick_card_leads_to_the_whole_form(browser):
    response = browser.post(_url("lead-quick", the_stage("New").pk), {"name": "A", "edit": "1"}, **HTMX)
    assert response["HX-Redirect"] == _url("lead", Lead.objects.get().pk)


def test_a_quick_card_with_an_error_keeps_what_was_typed(browser):
    typed = {"contact_new": "Ferma", "name": "Panouri", "expected_revenue": "mult", "add": "1"}
    response = browser.post(_url("lead-quick", the_stage("New").pk), typed, **HTMX)
    assert response.status_code == 422
    assert 'value="mult"' in _text(response)
    assert 'value="Panouri"' in _text(response)
    assert 'name="contact_new" value="Ferma"' in _text(response)
    assert not Lead.objects.exists()


def _sheet(browser, lead) -> dict[str, object]:
    """What a browser would post of the sheet as it is shown."""
    form = browser.get(_url("lead", lead.pk)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    version = browser.get(_url("lead", lead.pk)).context["version"]
    return {name: "" if value is None else value for name, value in values.items()} | {"version": version}


def test_saving_the_sheet_changes_what_was_typed_and_names_new_sources(browser, mihai):
    lead = a_lead(salesperson=mihai)
    typed = _sheet(browser, lead) | {"expected_closing": "18.12.2026", "source": "Târg", "notes": "<p>Da</p>"}
    response = browser.post(_url("lead", lead.pk), typed)
    assert response.status_code == 302
    lead.refresh_from_db()
    assert (str(lead.expected_closing), str(lead.source), lead.notes) == ("2026-12-18", "Târg", "<p>Da</p>")


def test_a_sheet_with_errors_keeps_what_was_typed(browser, mihai):
    lead = a_lead(salesperson=mihai)
    response = browser.post(_url("lead", lead.pk), _sheet(browser, lead) | {"email": "fără", "city": "Cluj"})
    assert response.status_code == 422
    page = _text(response)
    assert 'value="fără"' in page
    assert 'value="Cluj"' in page
    assert "Aceasta nu este o adresă de e-mail" in page


def test_what_two_people_save_in_different_fields_stays(browser, mihai):
    lead = a_lead(salesperson=mihai)
    sheet = _sheet(browser, lead)
    other = Client()
    other.force_login(a_user(name="Ioana", role="all"))
    other.post(_url("lead", lead.pk), _sheet(other, lead) | {"city": "Oradea"})
    assert browser.post(_url("lead", lead.pk), sheet | {"job_position": "director"}).status_code == 302
    lead.refresh_from_db()
    assert (lead.city, lead.job_position) == ("Oradea", "director")


def test_what_two_people_save_in_one_field_is_shown_side_by_side(browser, mihai):
    lead = a_lead(salesperson=mihai, city="Cluj")
    sheet = _sheet(browser, lead)
    other = Client()
    other.force_login(a_user(name="Ioana Mureșan", role="all"))
    other.post(_url("lead", lead.pk), _sheet(other, lead) | {"city": "Oradea"})
    typed = sheet | {"city": "Deva", "job_position": "director"}
    response = browser.post(_url("lead", lead.pk), typed)
    assert response.status_code == 409
    page = _text(response)
    for shown in ("Ioana Mureșan", "Oradea", "Deva", "keep_city"):
        assert shown in page, shown
    lead.refresh_from_db()
    assert (lead.city, lead.job_position) == ("Oradea", "")
    assert browser.post(_url("lead", lead.pk), typed | {"keep_city": "theirs"}).status_code == 302
    lead.refresh_from_db()
    assert (lead.city, lead.job_position) == ("Oradea", "director")
    browser.post(_url("lead", lead.pk), typed | {"keep_city": "mine"})
    lead.refresh_from_db()
    assert lead.city == "Deva"


def test_winning_from_the_page_says_how_long_it_took(browser, mihai):
    lead = a_lead(salesperson=mihai, expected_revenue=Decimal(45300))
    response = browser.post(_url("lead-win", lead.pk), follow=True)
    assert "Câștigată din prima zi · 45.300\xa0lei" in _text(response)
    lead.refresh_from_db()
    assert lead.status == Status.WON


def test_losing_with_a_reason_and_a_note_puts_the_note_in_the_thread(browser, mihai):
    lead, reason = a_lead(salesperson=mihai), a_reason("Prea târziu")
    assert "Prea târziu" in _text(browser.get(_url("lead-lose", lead.pk), **HTMX))
    browser.post(_url("lead-lose", lead.pk), {"reason": reason.pk, "note": "Au ales altă ofertă."}, **HTMX)
    lead.refresh_from_db()
    assert (lead.status, lead.lost_reason) == (Status.LOST, reason)
    assert lead.record.messages.get().body_text == "Au ales altă ofertă."
    page = _text(browser.get(_url("lead", lead.pk)))
    assert "Pierdută azi · Prea târziu" in page
    assert "Redeschide" in page


def test_stars_and_tags_change_at_once(browser, mihai):
    lead = a_lead(salesperson=mihai)
    assert "Ridicată" in _text(browser.post(_url("lead-priority", lead.pk), {"priority": "2"}, **HTMX))
    assert "Fotovoltaic" in _text(browser.post(_url("lead-tag", lead.pk), {"tag": "Fotovoltaic"}, **HTMX))
    lead.refresh_from_db()
    tag = lead.tags.get()
    browser.post(_url("lead-untag", lead.pk, tag.pk), **HTMX)
    assert lead.priority == 2
    assert not lead.tags.exists()


def test_giving_it_away_returns_to_the_board_when_it_is_no_longer_seen(browser, mihai):
    lead, other = a_lead(salesperson=mihai), a_user(name="Ioana")
    response = browser.post(_url("lead-salesperson", lead.pk), {"salesperson": other.pk}, **HTMX)
    assert response["HX-Redirect"] == _url("board")
    lead.refresh_from_db()
    assert lead.salesperson == other


def test_the_poll_is_silent_until_something_changes_and_then_brings_the_card(browser, mihai):
    lead = a_lead(salesperson=mihai)
    page = browser.get(_url("board"))
    url = f"{page.context['changes_url']}&after={page.context['cursor']}"
    if connection.vendor == "postgresql":
        pytest.skip("the test's transaction is never finished, so its changes are not to be read yet")
    assert browser.get(url).status_code == 204
    move_lead(actor=None, lead=lead, stage=the_stage("Qualified"))
    gone = a_lead(salesperson=mihai)
    assign_leads(actor=None, leads=[gone], salesperson=a_user())
    news = browser.get(url).json()
    by_id = {change["id"]: change["cards"] for change in news["changes"]}
    assert f'data-stage="{the_stage("Qualified").pk}"' in by_id[lead.pk][0]
    assert by_id[gone.pk] == []
    assert "column-" in news["heads"]
    assert browser.get(f"{page.context['changes_url']}&after={news['cursor']}").status_code == 204
