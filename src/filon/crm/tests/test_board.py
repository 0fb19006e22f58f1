"""Which cards a board shows, in which order, and that it reads no more than it shows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from filon.accounts.testing import a_user
from filon.core import clock
from filon.crm.choices import LeadType, Priority
from filon.crm.models import Audience, Lead, Stage
from filon.crm.models.audience import EVERYTHING
from filon.crm.services import board
from filon.crm.services.losing import lose_leads
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead, the_stage
from filon.teams.models import Team

pytestmark = pytest.mark.django_db


def _shown(branches=(EVERYTHING,), after=None) -> dict[str, list[str]]:
    names = dict(Lead.objects.values_list("pk", "name"))
    columns = board.columns(list(Stage.objects.all()), branches, after)
    return {column.stage.name["en"]: [names[place.id] for place in column.places] for column in columns}


def test_cards_stand_by_priority_and_then_by_rank():
    a_lead("jos")
    a_lead("cu stele", priority=Priority.HIGH)
    a_lead("sus")
    assert _shown()["New"] == ["cu stele", "sus", "jos"]


def test_lost_archived_and_unqualified_ones_are_not_on_it():
    a_lead("aici")
    lose_leads(actor=None, leads=[a_lead("pierdută")])
    Lead.objects.filter(pk=a_lead("arhivată").pk).update(is_active=False)
    a_lead("pistă", type=LeadType.LEAD)
    assert _shown() == {"New": ["aici"], "Qualified": [], "Proposition": [], "Won": []}


def test_won_ones_stay_for_thirty_days_and_the_latest_is_on_top():
    for name, days in (("demult", 31), ("de curând", 29), ("ieri", 1)):
        lead = win_lead(actor=None, lead=a_lead(name, expected_revenue=Decimal(100)))
        Lead.objects.filter(pk=lead.pk).update(closed_at=clock.now() - timedelta(days=days))
    assert _shown()["Won"] == ["ieri", "de curând"]
    won = the_stage("Won")
    assert board.figures([won], [EVERYTHING])[won.pk] == board.Figures(2, Decimal(200))


def test_each_sees_his_own_and_what_he_may_take():
    mihai, ioana = a_user(name="Mihai"), a_user(name="Ioana")
    team = Team.objects.create(name="Echipa")
    team.leaders.add(ioana)
    a_lead("al lui Mihai", salesperson=mihai, team=team, expected_revenue=Decimal(10))
    a_lead("al nimănui", expected_revenue=Decimal(1))
    a_lead("al Ioanei", salesperson=ioana, expected_revenue=Decimal(5))
    for user, names, revenue in (
        (mihai, ["al nimănui", "al lui Mihai"], 11),
        (ioana, ["al Ioanei", "al nimănui", "al lui Mihai"], 16),
        (a_user(role="all"), ["al Ioanei", "al nimănui", "al lui Mihai"], 16),
    ):
        branches = Audience.of(user).branches()
        assert _shown(branches)["New"] == names
        new = the_stage("New")
        assert board.figures([new], branches)[new.pk] == board.Figures(len(names), Decimal(revenue))


def test_a_full_column_says_that_there_are_more_and_goes_on_after_its_last_card(monkeypatch):
    monkeypatch.setattr(board, "CARDS", 3)
    for number in range(7):
        a_lead(str(number), priority=number % 2)
    new = the_stage("New")
    seen, after = [], None
    while True:
        column = board.columns([new], [EVERYTHING], after)[0]
        seen += [place.id for place in column.places]
        if not column.has_more:
            break
        after = column.places[-1]
    names = dict(Lead.objects.values_list("pk", "name"))
    assert [names[pk] for pk in seen] == ["5", "3", "1", "6", "4", "2", "0"]


def test_won_cards_go_on_after_the_last_one_too(monkeypatch):
    monkeypatch.setattr(board, "CARDS", 2)
    for number in range(5):
        lead = win_lead(actor=None, lead=a_lead(str(number)))
        Lead.objects.filter(pk=lead.pk).update(closed_at=clock.now() - timedelta(hours=number // 2))
    won = the_stage("Won")
    first = board.columns([won], [EVERYTHING])[0]
    second = board.columns([won], [EVERYTHING], first.places[-1])[0]
    third = board.columns([won], [EVERYTHING], second.places[-1])[0]
    names = dict(Lead.objects.values_list("pk", "name"))
    shown = [names[place.id] for column in (first, second, third) for place in column.places]
    assert shown == ["1", "0", "3", "2", "4"]


def test_the_board_reads_from_its_indexes(django_assert_num_queries):
    many = [Lead(name=str(number), stage=the_stage("New"), sort_key=str(number)) for number in range(3000)]
    Lead.objects.bulk_create_records(many)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    user = a_user()
    for branches in ([EVERYTHING], Audience.of(user).branches(), [Audience.of(user).owned()]):
        with django_assert_num_queries(2):
            board.columns(list(stages := Stage.objects.all()), branches)
        plan = _plan(list(stages), branches)
        assert "lead_board_" in plan
        assert "TEMP B-TREE" not in plan
        assert "SCAN crm_lead" not in plan.replace("SCAN crm_lead USING INDEX", "")
        assert "Seq Scan on crm_lead" not in plan


def _plan(stages, branches) -> str:
    statements = []
    with connection.execute_wrapper(lambda go, sql, *rest: statements.append(sql) or go(sql, *rest)):
        board.columns(stages, branches)
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {statements[-1]}")
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())
