"""What a team should invoice, and how far it has come."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.core import clock
from filon.core.exceptions import NotAllowed
from filon.teams.hooks import team_figures
from filon.teams.models import Target, Team
from filon.teams.services import editing, targeting
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER = datetime(2026, 10, 5, 12, tzinfo=UTC), datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[date, date]]]:
    """Invoicing as a room above counts it: 150,000 lei in every month."""
    spans: list[tuple[date, date]] = []

    def invoiced(ids: Sequence[int], first: date, last: date) -> Mapping[int, Decimal]:
        spans.append((first, last))
        return dict.fromkeys(ids, Decimal(150_000))

    monkeypatch.setattr(team_figures, "_items", {"invoiced": invoiced})
    return spans


@pytest.fixture
def nobody_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house without invoicing."""
    monkeypatch.setattr(team_figures, "_items", {})


def set_target(team: Team, amount: int | None) -> Team:
    return editing.update_team(actor=None, team=team, invoicing_target=None if amount is None else Decimal(amount))


def test_a_new_target_leaves_the_months_that_have_passed_alone() -> None:
    with clock.stopped_at(OCTOBER):
        team = set_target(a_team(), 100_000)
    with clock.stopped_at(NOVEMBER):
        team = set_target(team, 300_000)
        months = targeting.months(team)
    assert [(month.first, month.target) for month in months] == [
        (date(2026, 11, 1), Decimal(300_000)),
        (date(2026, 10, 1), Decimal(100_000)),
    ]


def test_changing_the_mind_within_a_month_keeps_one_target_for_it() -> None:
    with clock.stopped_at(NOVEMBER):
        team = set_target(set_target(a_team(), 100_000), 200_000)
    assert [row.amount for row in Target.objects.filter(team=team)] == [Decimal(200_000)]


def test_taking_the_target_back_is_remembered_too() -> None:
    with clock.stopped_at(OCTOBER):
        team = set_target(a_team(), 100_000)
    with clock.stopped_at(NOVEMBER):
        months = targeting.months(set_target(team, None))
    assert [month.target for month in months] == [None, Decimal(100_000)]


def test_the_month_is_that_of_our_company_and_ends_today(asked: list[tuple[date, date]]) -> None:
    with clock.stopped_at(datetime(2026, 10, 31, 22, 30, tzinfo=UTC)):
        month = targeting.this_month([set_target(a_team(), 300_000)])
    assert asked == [(date(2026, 11, 1), date(2026, 11, 1))]
    assert [one.percent for one in month.values()] == [50]


@pytest.mark.usefixtures("nobody_counts")
def test_without_a_room_that_counts_there_is_no_bar() -> None:
    (month,) = targeting.this_month([set_target(a_team(), 300_000)]).values()
    assert (month.invoiced, month.has_bar) == (None, False)


@pytest.mark.usefixtures("nobody_counts")
def test_the_page_shows_the_bar_only_when_somebody_counts(client: Client, request: pytest.FixtureRequest) -> None:
    client.force_login(an_administrator())
    team = set_target(a_team(), 300_000)
    assert "<progress" not in client.get(f"/teams/{team.pk}/").content.decode()
    request.getfixturevalue("asked")
    page = client.get(f"/teams/{team.pk}/").content.decode()
    assert 'value="50"' in page
    assert "150,0 mii lei din 300,0 mii lei" in page.replace("\xa0", " ")


def test_the_leader_sets_the_target_and_the_members_and_nothing_else() -> None:
    ana, mihai = a_user(name="Ana"), a_user(name="Mihai")
    team = a_team(leaders=[ana])
    editing.update_team(actor=ana, team=team, invoicing_target=Decimal(10), members=[mihai])
    assert list(team.members.all()) == [mihai]
    with pytest.raises(NotAllowed):
        editing.update_team(actor=ana, team=team, name="Echipa Anei")
    with pytest.raises(NotAllowed):
        editing.update_team(actor=mihai, team=team, members=[])


def test_the_form_of_the_leader_leaves_the_address_as_it_is(client: Client) -> None:
    ana = a_user(name="Ana")
    team = a_team(alias="parteneri", leaders=[ana])
    client.force_login(ana)
    client.post(f"/teams/{team.pk}/", {"name": "x", "alias": "altceva", "policy": "followers", "members": [ana.pk]})
    team = Team.objects.select_related("record__alias").get(pk=team.pk)
    assert (team.name, team.record.alias.local_part, team.record.alias.policy) == (
        "Vânzări directe", "parteneri", "everyone",
    )  # fmt: skip
    assert list(team.members.all()) == [ana]


def test_the_leader_brings_in_a_new_salesperson_who_is_invited(client: Client) -> None:
    ana = a_user(name="Ana")
    a_team(leaders=[ana])
    client.force_login(ana)
    answer = client.post("/teams/member/", {"name": "Ștefan Ionescu", "email": "stefan@exemplu.test"})
    assert "http" in answer.content.decode()
    client.force_login(a_user(name="Mihai"))
    assert client.post("/teams/member/", {"name": "Dan Pop", "email": "dan@exemplu.test"}).status_code == 403
