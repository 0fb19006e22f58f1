"""What nobody should type, typed: it is refused beside its field, or kept and shown as it is."""

from decimal import Decimal
from html import escape

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.translation import override

from filon.contacts.models import Contact
from filon.core.models import Record
from filon.crm.forms import LeadForm
from filon.crm.models import Lead
from filon.crm.services.moving import move_lead
from filon.crm.testing import a_lead, a_stage, the_stage
from filon.organisation.models import Organisation
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
SCRIPT = '<img src=x onerror="alert(1)">'
TEXTS = [name for name, field in LeadForm.base_fields.items() if type(field).__name__ in ("CharField", "PhoneField")]


@pytest.fixture
def lead(mihai):
    return a_lead("Iluminat", salesperson=mihai)


def _save(browser, lead: Lead, **typed: str):
    values = {"name": lead.name, "probability": "10", **typed}
    return browser.post(reverse("crm:lead", args=[lead.pk]), values)


@pytest.mark.parametrize("day", ["01.01.0000", "0000-01-01", "01.01.20260", "31.02.2026", "20260-01-01", "mâine seară"])
def test_a_day_that_is_none_is_refused_beside_its_field(browser, lead, day):
    response = _save(browser, lead, expected_closing=day)
    assert response.status_code == 422
    text = response.content.decode()
    assert 'id="id_expected_closing_error"' in text
    assert escape(day) in text


@pytest.mark.parametrize("amount", ["1e30", "9" * 40, "-5", "NaN", "Infinity", "un milion", "1,2,3"])
def test_an_amount_that_is_none_is_refused_beside_its_field(browser, lead, amount):
    response = _save(browser, lead, expected_revenue=amount)
    assert response.status_code == 422
    text = response.content.decode()
    assert 'id="id_expected_revenue_error"' in text
    assert amount in text.replace(".", "")


@pytest.mark.parametrize(("language", "typed"), [("ro", "1.234,56"), ("ro", "1234.56"), ("en", "1,234.56")])
def test_an_amount_is_understood_by_the_language(browser, mihai, lead, language, typed):
    mihai.language = language
    mihai.save()
    with override(language):
        _save(browser, lead, expected_revenue=typed)
    assert Lead.objects.get(pk=lead.pk).expected_revenue == Decimal("1234.56")


def test_a_name_of_ten_thousand_letters_is_refused_and_kept_on_the_page(browser, lead):
    name = "lung" * 2500
    response = _save(browser, lead, name=name)
    assert response.status_code == 422
    assert name in response.content.decode()
    quick = reverse("crm:lead-quick", args=[the_stage("New").pk])
    assert browser.post(quick, {"name": name, "add": "1"}, **HTMX).status_code == 422


@pytest.mark.parametrize("name", ["Iluminat 💡🏭", "שלום עולם", "مرحبا", "e\u0301\u0327 combinat", "a\u200bb"])
def test_emoji_and_other_scripts_are_kept_and_shown(browser, lead, name):
    _save(browser, lead, name=name)
    assert escape(Lead.objects.get(pk=lead.pk).name) in browser.get(reverse("crm:board")).content.decode()
    assert browser.get(reverse("crm:lead", args=[lead.pk])).status_code == 200


@pytest.mark.parametrize("field", TEXTS)
def test_a_text_with_a_zero_byte_is_refused(browser, lead, field):
    assert _save(browser, lead, **{field: "a\x00b"}).status_code == 422


def test_html_in_every_text_field_is_shown_as_text(browser, mihai, lead):
    typed = {name: SCRIPT for name in TEXTS if name not in ("phone", "mobile", "email", "postcode", "notes")}
    assert _save(browser, lead, **typed, notes=f"<p>ok</p>{SCRIPT}<script>alert(1)</script>").status_code == 302
    pages = [reverse("crm:lead", args=[lead.pk]), reverse("crm:board"), reverse("crm:board") + "?view=table&filter="]
    pages += [reverse("crm:marketing"), reverse("history:record", args=[lead.pk])]
    for page in pages:
        text = browser.get(page).content.decode()
        assert "<img src=x" not in text, page
        assert "alert(1)</script>" not in text, page


def test_html_in_a_new_customers_name_is_shown_as_text(browser):
    quick = reverse("crm:lead-quick", args=[the_stage("New").pk])
    response = browser.post(quick, {"contact_new": SCRIPT, "name": SCRIPT, "add": "1"}, **HTMX)
    assert Contact.objects.get().name == SCRIPT
    assert "<img src=x" not in response.content.decode()


@pytest.mark.parametrize("value", ["999999999", "abc", "-1", "1' OR '1'='1", "9" * 40, ""])
def test_a_relation_that_leads_nowhere_is_refused_or_left_out(browser, lead, value):
    for field in ("contact", "team", "country"):
        response = _save(browser, lead, **{field: value})
        assert response.status_code == (302 if not value else 422), (field, value)


@pytest.mark.parametrize("query", ["filter=tag:999999", "filter=stage:abc", "group=nothing", "view=nothing", "order=x"])
def test_an_address_of_what_is_gone_still_opens(browser, lead, query):
    assert browser.get(f"{reverse('crm:board')}?{query}").status_code == 200


def test_a_plan_is_asked_for_beside_its_field(browser, lead):
    Organisation.objects.update(uses_recurring_revenue=True)
    response = _save(browser, lead, recurring_revenue="100")
    assert response.status_code == 422
    assert 'id="id_recurring_plan_error"' in response.content.decode()


def test_two_people_drag_one_card_and_the_last_drop_counts(browser, mihai, lead):
    stale = Lead.objects.get(pk=lead.pk)
    move_lead(actor=None, lead=lead, stage=the_stage("Qualified"))
    assert stale.stage == the_stage("New")
    response = browser.post(reverse("crm:lead-move", args=[lead.pk]), {"stage": the_stage("Proposition").pk}, **HTMX)
    assert response.status_code == 200
    assert Lead.objects.get(pk=lead.pk).stage == the_stage("Proposition")


def test_a_card_that_was_taken_from_me_meanwhile_goes_back_with_a_word(browser, mihai, lead):
    lead.salesperson, lead.team = None, a_team("Alții")
    lead.save()
    response = browser.post(reverse("crm:lead-move", args=[lead.pk]), {"stage": the_stage("Qualified").pk}, **HTMX)
    assert response.status_code == 404
    assert "filon:toast" in response["HX-Trigger"]


@pytest.mark.parametrize(("above", "below"), [("999999", ""), ("", "999999"), ("0", "0")])
def test_a_drop_beside_a_card_that_is_gone_still_lands(browser, lead, above, below):
    url, values = reverse("crm:lead-move", args=[lead.pk]), {"stage": the_stage("Qualified").pk}
    assert browser.post(url, {**values, "above": above, "below": below}, **HTMX).status_code == 200


def test_a_drop_beside_itself_still_lands(browser, lead):
    url, values = reverse("crm:lead-move", args=[lead.pk]), {"stage": the_stage("Qualified").pk}
    assert browser.post(url, {**values, "above": lead.pk, "below": lead.pk}, **HTMX).status_code == 200


@pytest.mark.parametrize("stage", ["abc", "-1", "9" * 30, "", "999999"])
def test_a_drop_on_a_stage_that_is_none_moves_nothing(browser, lead, stage):
    response = browser.post(reverse("crm:lead-move", args=[lead.pk]), {"stage": stage}, **HTMX)
    assert response.status_code in (404, 422)
    assert Lead.objects.get(pk=lead.pk).stage == the_stage("New")


def test_a_stage_of_another_team_is_refused_by_drop_by_form_and_for_many(browser, mihai, lead):
    alien = a_stage("Licitație", team=a_team("Alții"))
    answer = browser.post(reverse("crm:lead-move", args=[lead.pk]), {"stage": alien.pk}, **HTMX)
    assert answer.status_code == 422
    other = a_lead("Alta", salesperson=mihai)
    posted = {"act": "bulk", "bulk": "move", "confirmed": "1", "stage": alien.pk, "ids": [lead.pk, other.pk]}
    many = browser.post(reverse("crm:board") + "?view=table&filter=", posted, **HTMX)
    assert many.status_code == 422
    assert set(Lead.objects.values_list("stage", flat=True)) == {the_stage("New").pk}


def test_ten_thousand_cards_in_a_column_are_counted_and_forty_of_them_shown(browser, mihai, lead):
    _copied(lead, 10_000)
    page = browser.get(reverse("crm:board"), {"view": "board", "filter": "status:open"}).content.decode()
    assert page.count('class="deal"') == 40
    assert "10.001" in page


def _copied(lead: Lead, times: int) -> None:
    """Rows like `lead`'s, made by the database itself."""
    record = [field.column for field in Record._meta.concrete_fields if not field.primary_key]
    columns = [field.column for field in Lead._meta.concrete_fields if not field.primary_key and not field.generated]
    names, kept = ", ".join(f'"{name}"' for name in columns), ", ".join(f'"{name}"' for name in record)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "
    source = ", ".join(f'crm_lead."{name}"' for name in columns)
    last = Record.objects.latest("pk").pk
    key = Lead._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO core_record ({kept}) {numbers}SELECT {kept} FROM core_record, n WHERE id = %s",
            [times, lead.pk],
        )
        cursor.execute(
            f'INSERT INTO crm_lead ("{key}", {names}) '
            f"SELECT core_record.id, {source} FROM core_record, crm_lead "
            f'WHERE core_record.id > %s AND crm_lead."{key}" = %s',
            [last, lead.pk],
        )


def test_a_customer_who_was_typed_and_not_chosen_is_not_lost(browser, lead):
    quick = reverse("crm:lead-quick", args=[the_stage("New").pk])
    response = browser.post(quick, {"contact_text": "Ionescu Instalații", "name": "Ceva", "add": "1"}, **HTMX)
    assert response.status_code == 422
    text = response.content.decode()
    assert "Ionescu Instalații" in text
    assert "Alegeți un rând din listă" in text
    assert _save(browser, lead, contact_text="Ionescu").status_code == 422
