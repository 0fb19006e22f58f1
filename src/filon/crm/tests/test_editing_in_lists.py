"""Changing opportunities in the list: one cell, a drop's value, and fields of many at once."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from filon.accounts.testing import a_user
from filon.core.exceptions import DomainError, NotAllowed
from filon.crm.models import Lead
from filon.crm.services.editing_many import edit_leads
from filon.crm.testing import a_lead, the_stage
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo

pytestmark = pytest.mark.django_db
URL = "/crm/?view=table&filter="
HTMX = {"HTTP_HX_REQUEST": "true"}


def _cell(browser, lead: Lead, cell: str, value: str, **more: str):
    name = {"revenue": "expected_revenue", "closing": "expected_closing"}.get(cell, cell)
    return browser.post(
        URL, {"act": "cell", "row": lead.pk, "cell": cell, f"cell-{lead.pk}-{name}": value, **more}, **HTMX
    )


def test_a_cell_is_asked_for_and_saved_as_people_write(browser, mihai):
    lead = a_lead(salesperson=mihai)
    form = browser.get(URL, {"view": "table", "cell": "closing", "row": lead.pk}, **HTMX)
    assert f'name="cell-{lead.pk}-expected_closing"' in form.content.decode()

    assert "18.12.2026" in _cell(browser, lead, "closing", "18.12.2026").content.decode()
    assert "42.500" in _cell(browser, lead, "revenue", "42.500,00").content.decode()

    lead.refresh_from_db()
    assert (lead.expected_closing, lead.expected_revenue) == (date(2026, 12, 18), Decimal(42500))
    assert lead.expected_revenue_base == 42500


def test_what_cannot_be_stays_typed_beside_a_sentence(browser, mihai):
    lead = a_lead(salesperson=mihai)
    answer = _cell(browser, lead, "closing", "31.11")
    assert answer.status_code == 422
    assert 'value="31.11"' in answer.content.decode()
    for cell, value in (("probability", "120"), ("revenue", "1e30"), ("closing", "01.01.20260")):
        answer = _cell(browser, lead, cell, value)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()


def test_two_people_in_one_cell_see_each_others_value_and_in_two_cells_do_not_meet(browser, mihai):
    lead = a_lead(salesperson=mihai, expected_revenue=Decimal(100))
    form = browser.get(URL, {"view": "table", "cell": "revenue", "row": lead.pk}, **HTMX).content.decode()
    was = form.split('name="was" value="')[1].split('"')[0]
    closing = browser.get(URL, {"view": "table", "cell": "closing", "row": lead.pk}, **HTMX).content.decode()
    assert 'name="was" value=""' in closing
    _cell(browser, lead, "revenue", "200")
    assert _cell(browser, lead, "closing", "18.12.2026", was="").status_code == 200

    refused = _cell(browser, lead, "revenue", "300", was=was)
    assert refused.status_code == 422
    page = unescape(refused.content.decode()).replace("\xa0", " ")
    assert "„200 lei”" in page
    assert 'value="300"' in page
    now = page.split('name="was" value="')[1].split('"')[0]
    assert _cell(browser, lead, "revenue", "300", was=now).status_code == 200
    assert _cell(browser, lead, "revenue", "300", was=was).status_code == 200
    lead.refresh_from_db()
    assert (lead.expected_revenue, lead.expected_closing) == (Decimal(300), date(2026, 12, 18))


def test_a_colleagues_row_is_not_there_to_edit(browser):
    lead = a_lead(salesperson=a_user(name="Altul"))
    assert _cell(browser, lead, "closing", "18.12.2026").status_code == 404
    assert browser.get(URL, {"cell": "closing", "row": lead.pk}).status_code == 404
    assert browser.get(URL, {"cell": "nimic", "row": lead.pk}).status_code == 404


def test_a_drop_sets_a_field_or_says_why_not(browser, mihai):
    lead = a_lead(salesperson=mihai)
    posted = {"act": "cell", "row": lead.pk, "field": "expected_closing", "expected_closing": "2026-12-31"}
    assert browser.post(URL, posted, **HTMX).status_code == 204
    lead.refresh_from_db()
    assert lead.expected_closing == date(2026, 12, 31)
    refused = browser.post(URL, {**posted, "expected_closing": "peste un timp"}, **HTMX)
    assert refused.status_code == 422
    assert browser.post(URL, {**posted, "field": "owner_key"}, **HTMX).status_code == 404


def _many(browser, leads: list[Lead], **values: object):
    posted = {"act": "bulk", "bulk": "edit", "ids": [lead.pk for lead in leads], "confirmed": "1", **values}
    return browser.post(URL, posted, **HTMX)


def test_many_get_what_is_filled_in_and_keep_the_rest(browser, mihai):
    leads = [a_lead(str(number), salesperson=mihai, expected_revenue=Decimal(number)) for number in range(3)]
    asked = browser.post(URL, {"act": "bulk", "bulk": "edit", "ids": [leads[0].pk, leads[1].pk]}, **HTMX)
    assert "Pentru 2 oportunități" in asked.content.decode()

    assert _many(browser, leads, expected_closing="31.12.2026", priority="2").status_code == 204
    found = list(Lead.objects.order_by("pk").values_list("expected_closing", "priority", "expected_revenue"))
    assert found == [(date(2026, 12, 31), 2, number) for number in range(3)]

    assert _many(browser, leads, emptied=["expected_closing"]).status_code == 204
    assert not Lead.objects.exclude(expected_closing=None).exists()
    assert _many(browser, leads).status_code == 422


def test_one_undo_takes_back_what_many_got(browser, mihai):
    leads = [a_lead(str(number), salesperson=mihai) for number in range(3)]
    _many(browser, leads, priority="3")
    undo(ChangeSet.objects.latest("pk").pk, mihai)
    assert set(Lead.objects.values_list("priority", flat=True)) == {0}


def test_many_follow_the_rules_of_one(mihai):
    leads = [a_lead(str(number), salesperson=mihai) for number in range(2)]
    ana, proposition = a_user(name="Ana"), the_stage("Proposition")
    edit_leads(actor=None, leads=leads, stage=proposition, salesperson=ana, expected_revenue=Decimal(10))
    for lead in Lead.objects.all():
        assert (lead.stage, lead.salesperson) == (proposition, ana)
        assert (lead.probability, lead.expected_revenue_base) == (proposition.probability, 10)
    with pytest.raises(DomainError):
        edit_leads(actor=None, leads=leads, probability=Decimal(101))
    with pytest.raises(NotAllowed):
        edit_leads(actor=mihai, leads=leads, priority=1)
