"""Narrowing the pipeline: what typing suggests, rules of one's own, groups within groups."""

import re
from decimal import Decimal

import pytest

from filon.accounts.testing import a_user
from filon.crm.testing import a_lead
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
URL = "/crm/?view=table&filter="


def _names(browser, query: str) -> set[str]:
    page = browser.get(f"{URL}&{query}").content.decode()
    return set(re.findall(r'<a href="/crm/\d+/">([^<]+)</a>', page))


def test_typing_suggests_values_and_fields(browser):
    a_tag(name="Fotovoltaic")
    page = browser.get(f"{URL}&menu=suggest&q=fotov", **HTMX).content.decode()
    assert "Etichete: Fotovoltaic" in page
    assert "Oportunitate conține „fotov”" in page
    assert "Venit estimat" not in page
    assert "Venit estimat cel puțin 10 mii" in browser.get(f"{URL}&menu=suggest&q=10 mii", **HTMX).content.decode()
    assert browser.get(f"{URL}&menu=suggest&q=x", **HTMX).content.decode().strip() == ""


def test_rules_narrow_together_or_one_by_one(browser, mihai):
    for name, revenue, city in (("A", 100, "Cluj"), ("B", 100, "Iași"), ("C", 5000, "Cluj")):
        a_lead(name, salesperson=mihai, expected_revenue=Decimal(revenue), city=city)
    assert _names(browser, "rule=city:contains:cluj&rule=revenue:from:1 mie") == {"C"}
    assert _names(browser, "rule=city:contains:cluj&rule=revenue:from:1 mie&match=any") == {"A", "C"}
    assert _names(browser, "rule=city:lacks:cluj") == {"B"}
    assert _names(browser, "rule=city:unset:") == set()
    assert _names(
        browser, "rule.field=city&rule.is=contains&rule.value=ia%C8%99i&rule.field=&rule.is=&rule.value="
    ) == {"B"}
    assert _names(browser, "rule=priority:is_not:0") == set()
    assert _names(browser, "rule=closing:unset:") == {"A", "B", "C"}
    assert _names(browser, "rule=salesperson:is_not:none") == {"A", "B", "C"}


def test_the_form_of_a_rule_asks_what_its_field_can_be(browser):
    page = browser.get(f"{URL}&menu=rule&rule.field=stage&fresh=1", **HTMX).content.decode()
    assert "nu este" in page
    assert "Propunere" in page
    assert page.count('name="rule.field"') == 2
    assert browser.get(f"{URL}&menu=rule&rule.field=nimic", **HTMX).status_code == 200
    facets = browser.get(f"{URL}&menu=facets&rule=city:contains:cluj", **HTMX).content.decode()
    assert 'value="cluj"' in facets


def test_rules_never_show_more_than_one_may_see(browser):
    a_lead("A altuia", salesperson=a_user(name="Altul"), city="Cluj")
    assert _names(browser, "rule=city:contains:cluj&rule=priority:is:0&match=any") == set()


def test_groups_open_into_groups_and_then_rows(browser, mihai):
    lead = a_lead("Aceasta", salesperson=mihai, priority=2)
    a_lead("Alta", salesperson=mihai, priority=0)
    grouped = f"{URL}&group=stage,priority,closing:month"
    page = browser.get(grouped).content.decode()
    assert "Grupate după etapă › prioritate › închiderea estimată: lună" in page
    assert "Aceasta" not in page
    stage = str(lead.stage_id)
    inner = browser.get(f"{grouped}&open={stage}", **HTMX).content.decode()
    assert 'data-level="2"' in inner
    assert "Ridicată" in inner
    months = browser.get(f"{grouped}&open={stage}/2", **HTMX).content.decode()
    assert "fără dată" in months
    rows = browser.get(f"{grouped}&open={stage}/2/none", **HTMX).content.decode()
    assert "Aceasta" in rows
    assert "Alta" not in rows
    for strange in ("x", f"{stage}/9/nimic", "1/2/3/4/5", "/"):
        assert browser.get(f"{grouped}&open={strange}", **HTMX).status_code == 200
