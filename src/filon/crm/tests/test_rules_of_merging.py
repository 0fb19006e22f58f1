"""The rules of merging leads, one test a rule (see docs/development/rules.md)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from filon.accounts.testing import a_user
from filon.chatter.models import Follower
from filon.chatter.services.posting import post_note
from filon.contacts.testing import a_person
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.crm.choices import LeadType, Status
from filon.crm.models import Campaign, Lead, Medium, RecurringPlan, Source
from filon.crm.services.archiving import archive_leads
from filon.crm.services.losing import lose_leads
from filon.crm.services.merging import SINGLE, merge_leads, ranked
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead, a_stage, the_stage
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


def merged(*leads: Lead, **how: Any) -> Lead:
    return merge_leads(actor=None, leads=[lead.pk for lead in leads], **how)


def order(*leads: Lead) -> list[str]:
    rows = Lead.objects.select_related("stage").filter(pk__in=[lead.pk for lead in leads])
    return [lead.name for lead in ranked(list(rows))]


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_are_refused(count: int) -> None:
    with pytest.raises(DomainError):
        merged(*(a_lead() for _number in range(count)))


def test_an_opportunity_or_an_open_lead_comes_before_an_archived_or_lost_lead() -> None:
    archived = archive_leads(actor=None, leads=[a_lead("arhivată", type=LeadType.LEAD)])[0]
    lost = lose_leads(actor=None, leads=[a_lead("pierdută", type=LeadType.LEAD)])[0]
    live = a_lead("vie", type=LeadType.LEAD)
    assert order(archived, lost, live)[0] == "vie"


def test_a_lost_opportunity_comes_before_an_open_lead() -> None:
    lead = a_lead("pistă", type=LeadType.LEAD)
    lost = lose_leads(actor=None, leads=[a_lead("pierdută")])[0]
    assert order(lead, lost) == ["pierdută", "pistă"]


def test_an_opportunity_comes_before_a_lead_of_a_later_stage() -> None:
    lead = a_lead("pistă", type=LeadType.LEAD, stage=the_stage("Proposition"))
    assert order(lead, a_lead("oportunitate")) == ["oportunitate", "pistă"]


def test_a_later_stage_comes_before_a_higher_probability() -> None:
    likely = a_lead("probabilă", probability=Decimal(90))
    late = a_lead("târzie", stage=the_stage("Proposition"), probability=Decimal(5))
    assert order(likely, late) == ["târzie", "probabilă"]


def test_of_one_stage_the_likelier_comes_first() -> None:
    one, other = a_lead("puțin", probability=Decimal(15)), a_lead("mult", probability=Decimal(25))
    assert order(one, other) == ["mult", "puțin"]


def test_of_equals_the_oldest_comes_first() -> None:
    assert order(a_lead("întâia"), a_lead("a doua")) == ["întâia", "a doua"]


def _values() -> dict[str, Any]:
    return {
        "contact": lambda: a_person("Elena"), "company_name": lambda: "Codrul SRL", "contact_name": lambda: "Ana",
        "job_position": lambda: "Director", "email": lambda: "ana@x.example", "phone": lambda: "0744 555 010",
        "mobile": lambda: "0722 333 444", "website": lambda: "https://x.example",
        "expected_revenue": lambda: Decimal(300), "expected_closing": lambda: date(2026, 12, 31),
        "salesperson": lambda: a_user(name="Mihai"), "team": lambda: a_team(name="Vest"),
        "campaign": lambda: Campaign.objects.create(name="C"), "medium": lambda: Medium.objects.create(name="M"),
        "source": lambda: Source.objects.create(name="S"), "referred_by": lambda: "Ion", "language": lambda: "en",
        "recurring_plan": lambda: RecurringPlan.objects.first(), "recurring_revenue": lambda: None,
    }  # fmt: skip


@pytest.mark.parametrize("name", [name for name in SINGLE if name not in ("name", "stage", "recurring_revenue")])
def test_each_field_takes_the_first_value_there_is_for_itself(name: str) -> None:
    value = _values()[name]()
    first = a_lead("A", stage=the_stage("Proposition"))
    second, third = a_lead("B"), a_lead("C")
    Lead.objects.filter(pk__in=[second.pk]).update(**{name: value})
    kept = Lead.objects.get(pk=merged(first, third, second).pk)
    assert (kept.pk, getattr(kept, name)) == (first.pk, value)


def test_name_and_stage_are_those_of_the_one_that_stays() -> None:
    kept = merged(a_lead("B"), a_lead("A", stage=the_stage("Proposition")))
    assert (kept.name, kept.stage) == ("A", the_stage("Proposition"))


def test_nought_counts_as_empty_and_amounts_are_not_added() -> None:
    first = a_lead("A", stage=the_stage("Proposition"), expected_revenue=Decimal(0))
    kept = merged(first, a_lead("B", expected_revenue=Decimal(300)), a_lead("C", expected_revenue=Decimal(500)))
    assert kept.expected_revenue == Decimal(300)


def test_notes_are_joined_in_order_of_trust_and_doubles_once() -> None:
    late = a_lead("A", stage=the_stage("Proposition"), notes="întâi")
    assert merged(a_lead("B", notes="apoi"), late, a_lead("C", notes="apoi")).notes == "întâi<br><br>apoi"


def test_the_priority_is_the_highest() -> None:
    assert merged(a_lead(priority=1), a_lead(priority=3), a_lead(priority=2)).priority == 3


def test_of_equally_full_addresses_the_best_ranked_ones_counts() -> None:
    late = a_lead("A", stage=the_stage("Proposition"), city="Brad")
    assert merged(a_lead("B", city="Sibiu"), late).city == "Brad"


@pytest.mark.parametrize("typed", [Decimal(60), Decimal(0)])
def test_the_probability_of_the_one_that_stays_is_left_alone(typed: Decimal) -> None:
    first = a_lead("A", stage=the_stage("Proposition"), probability=typed)
    assert merged(first, a_lead("B", probability=Decimal(99))).probability == typed


def test_whether_it_is_in_use_is_said_by_the_one_that_stays() -> None:
    archived = archive_leads(actor=None, leads=[a_lead("A", stage=the_stage("Proposition"))])[0]
    kept = merged(a_lead("B"), archived)
    assert (kept.pk, kept.is_active) == (archived.pk, False)


def test_the_day_of_assignment_stays_unless_the_salesperson_changes() -> None:
    ana, ion = a_user(name="Ana"), a_user(name="Ion")
    first = a_lead("A", stage=the_stage("Proposition"), salesperson=ana)
    later = clock.now() + timedelta(days=3)
    with clock.stopped_at(later):
        assert merged(first, a_lead("B")).assigned_at == first.assigned_at
        assert merged(first, a_lead("C"), salesperson=ion).assigned_at == later


def test_a_salesperson_who_is_said_brings_his_team_and_a_team_that_is_said_wins() -> None:
    ion = a_user(name="Ion")
    west, east = a_team(name="Vest", leaders=[ion]), a_team(name="Est")
    assert merged(a_lead(), a_lead(), salesperson=ion).team == west
    assert merged(a_lead(), a_lead(), salesperson=ion, team=east).team == east


def test_a_stage_that_is_not_the_teams_gives_way_to_its_first_one() -> None:
    east, west = a_team(name="Est"), a_team(name="Vest")
    foreign = a_stage(team=east)
    kept = merged(a_lead(stage=foreign, team=east), a_lead(), team=west)
    assert kept.stage.team_id in (None, west.pk)
    assert kept.stage.sequence == min(stage.sequence for stage in (kept.stage, the_stage("New")))


def test_a_follower_of_both_follows_once() -> None:
    ana = a_user(name="Ana", role="everything")
    first, other = a_lead("A"), a_lead("B")
    for lead in (first, other):
        Follower.objects.get_or_create(record_id=lead.pk, user=ana)
        post_note(actor=ana, record_id=lead.pk, body="Am sunat")
    merged(first, other)
    assert Follower.objects.filter(record_id=first.pk, user=ana).count() == 1


def test_who_may_not_delete_may_merge_what_he_sees() -> None:
    mihai = a_user(name="Mihai")
    one, other = a_lead("A", salesperson=mihai), a_lead("B", salesperson=mihai)
    assert merge_leads(actor=mihai, leads=[one.pk, other.pk]).pk == one.pk
    assert Lead.objects.count() == 1


def test_a_won_deal_stays_won_and_takes_the_others_in() -> None:
    won = win_lead(actor=None, lead=a_lead("A"))
    kept = merged(a_lead("B", expected_revenue=Decimal(300)), won)
    assert (kept.pk, kept.status, kept.expected_revenue) == (won.pk, Status.WON, Decimal(300))
