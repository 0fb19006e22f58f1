"""A real pipeline, as dirty as they come, loaded through services and worked with. Skipped where it is not at hand."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.testing import a_company
from filon.crm.choices import Status
from filon.crm.models import Lead
from filon.crm.services.creating import create_leads
from filon.crm.services.losing import lose_leads
from filon.crm.services.moving import move_leads
from filon.crm.services.totalling import drift
from filon.crm.services.values import LeadValues
from filon.crm.testing import a_reason, the_stage
from filon.teams.models import Team
from filon.teams.testing import a_team

PLACES = [parent / "shared" / "data" / "opportunities" for parent in Path(__file__).resolve().parents]
FOLDER = next((place for place in PLACES if place.is_dir()), PLACES[-1])
STAGES = {"Prospecting": "New", "Engaging": "Qualified", "Won": "Won", "Lost": "Qualified"}

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not FOLDER.is_dir(), reason="the pipeline is not at hand")]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _key(product: str) -> str:
    """GTXPro is GTX Pro."""
    return product.replace(" ", "").casefold()


def _people() -> tuple[dict[str, User], dict[str, Team]]:
    people, members = {}, {}
    for row in _rows("sales_teams"):
        people[row["sales_agent"]] = a_user(name=row["sales_agent"])
        members.setdefault(row["manager"], []).append(people[row["sales_agent"]])
    teams = {manager: a_team(manager, members=users) for manager, users in members.items()}
    return people, {row["sales_agent"]: teams[row["manager"]] for row in _rows("sales_teams")}


def _load() -> tuple[list[dict[str, str]], list[Lead]]:
    people, teams = _people()
    accounts = {row["account"]: a_company(row["account"]) for row in _rows("accounts")}
    products = {_key(row["product"]): row for row in _rows("products")}
    stages = {name: the_stage(english) for name, english in STAGES.items()}
    rows, items = _rows("sales_pipeline"), list[LeadValues]()
    for row in rows:
        product = products[_key(row["product"])]
        values: dict[str, Any] = {
            "name": f"{product['product']} {row['opportunity_id']}",
            "contact": accounts.get(row["account"]),
            "expected_revenue": Decimal(row["close_value"] or product["sales_price"]),
            "expected_closing": date.fromisoformat(row["close_date"]) if row["close_date"] else None,
            "salesperson": people[row["sales_agent"]],
            "team": teams[row["sales_agent"]],
            "stage": stages[row["deal_stage"]],
        }
        items.append(LeadValues(**values))
    leads = [
        lead for at in range(0, len(items), 1000) for lead in create_leads(actor=None, items=items[at : at + 1000])
    ]
    lost = [lead for lead, row in zip(leads, rows, strict=True) if row["deal_stage"] == "Lost"]
    lose_leads(actor=None, leads=lost, reason=a_reason("Nespus"))
    return rows, leads


def test_eight_thousand_eight_hundred_opportunities_are_loaded_and_worked_with():
    rows, leads = _load()
    assert len(leads) == len(rows) == 8800
    assert Lead.objects.filter(name__startswith="GTX Pro ").count() == 1480
    assert Lead.objects.filter(contact=None).count() == sum(not row["account"] for row in rows) == 1425
    assert Contact.objects.filter(name="Isdom").exists()
    counts = dict(Lead.objects.order_by().values_list("status").annotate(Count("pk")))
    assert counts == {Status.OPEN: 2089, Status.WON: 4238, Status.LOST: 2473}
    assert not drift()

    darcel = User.objects.get(name="Darcel Schlecht")
    client = Client()
    client.force_login(darcel)
    his = Lead.objects.filter(salesperson=darcel)
    assert set(Lead.objects.visible_to(darcel)) == set(his)
    page = client.get(reverse("crm:board")).content.decode()
    assert "GTX" in page
    page = client.get(reverse("crm:board"), {"view": "table", "filter": "status:won", "q": "gtx pro"}).content.decode()
    assert "GTX Pro" in page
    open_ones = list(his.open().filter(stage=the_stage("New"))[:20])
    move_leads(actor=darcel, leads=open_ones, stage=the_stage("Proposition"))
    assert his.filter(stage=the_stage("Proposition")).count() == len(open_ones)
    assert not drift()
