"""The month on one's day, and what waits for leaders and administrators."""

from decimal import Decimal

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.crm.testing import a_lead
from filon.mail.models import OutboundMessage
from filon.mail.services.sending import queue_message
from filon.reporting.services import day
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


def page_of(user) -> str:
    browser = Client()
    browser.force_login(user)
    return browser.get("/").content.decode()


def test_one_sees_his_own_month_and_a_leader_that_of_his_team():
    mihai, ioana, other = a_user(name="Mihai"), a_user(name="Ioana"), a_user(name="Ana")
    team = a_team("Iași", leaders=[ioana], members=[mihai])
    closing = mihai.today.replace(day=28)
    a_lead("Una", salesperson=mihai, team=team, expected_revenue=1000, probability=50, expected_closing=closing)
    a_lead("Alta", salesperson=other, expected_revenue=500, probability=50)
    own, led = day.figures(mihai), day.figures(ioana)
    assert (own.pipeline, own.forecast, own.won) == (Decimal(1000), Decimal(500), Decimal(0))
    assert led.pipeline == Decimal(1000)
    assert day.figures(an_administrator()).pipeline == Decimal(1500)


def test_targets_are_for_those_who_lead():
    ioana = a_user(name="Ioana")
    team = a_team("Iași", leaders=[ioana])
    team.invoicing_target = Decimal(50000)
    team.save()
    assert [found for found, _month in day.targets(ioana)] == [team]
    assert day.targets(a_user(name="Mihai")) == []
    assert "Iași" in page_of(ioana)


def test_what_waits_is_told_to_leaders_and_administrators_only():
    a_lead("A nimănui", salesperson=None)
    sent = queue_message(record_id=None, author=a_user(), to=["a@b.example"], subject="Da", text="Da")
    OutboundMessage.objects.filter(pk=sent.pk).update(state="failed")
    assert "De rezolvat" not in page_of(a_user(name="Mihai"))
    said = page_of(an_administrator())
    assert "Oportunități neatribuite" in said
    assert "Mesaje care nu au putut fi trimise" in said
