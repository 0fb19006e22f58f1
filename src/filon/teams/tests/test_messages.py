"""Messages to a team's address that were not taken, and what the team does about them."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_person
from filon.jobs.testing import run_jobs
from filon.mail import routing
from filon.mail.choices import AliasPolicy
from filon.mail.models import InboundMessage, InboundRoute
from filon.mail.testing import a_mail, an_arrival
from filon.teams.services import editing
from filon.teams.services.reading import is_open
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def persons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages to teams become persons here; the room that makes leads of them is above."""
    kind = routing.AliasKind("person", lambda _alias, parsed, _inbound: a_person(parsed.subject).pk, is_open)
    monkeypatch.setattr(routing.alias_kinds, "_items", {"team": kind})


def arrived() -> InboundMessage:
    row = an_arrival(a_mail(to="parteneri@filon.localhost"), recipients=["parteneri@filon.localhost"])
    run_jobs()
    row.refresh_from_db()
    return row


def test_a_refused_message_is_accepted_with_one_click(client: Client) -> None:
    client.force_login(an_administrator())
    team = a_team(alias="parteneri", policy=AliasPolicy.PARTNERS)
    row = arrived()
    route = InboundRoute.objects.get(inbound=row)
    page = client.get(f"/teams/{team.pk}/").content.decode()
    assert "Cerere de ofertă" in page
    assert f"/teams/{team.pk}/messages/{route.pk}/accept/" in page
    client.post(f"/teams/{team.pk}/messages/{route.pk}/accept/")
    row.refresh_from_db()
    assert (row.outcome, row.record.kind) == ("created", "contact")
    assert "Cerere de ofertă" not in client.get(f"/teams/{team.pk}/").content.decode()


def test_the_leader_accepts_and_a_member_does_not(client: Client) -> None:
    ana, mihai = a_user(name="Ana"), a_user(name="Mihai")
    team = a_team(alias="parteneri", policy=AliasPolicy.FOLLOWERS, leaders=[ana], members=[mihai])
    url = f"/teams/{team.pk}/messages/{InboundRoute.objects.get(inbound=arrived()).pk}/accept/"
    client.force_login(mihai)
    assert client.post(url).status_code == 403
    client.force_login(ana)
    client.post(url)
    assert InboundMessage.objects.get().outcome == "created"


def test_an_accepted_message_is_accepted_once(client: Client) -> None:
    client.force_login(an_administrator())
    team = a_team(alias="parteneri")
    row = arrived()
    route = InboundRoute.objects.get(inbound=row)
    client.post(f"/teams/{team.pk}/messages/{route.pk}/accept/")
    assert InboundRoute.objects.filter(outcome="created").count() == 1


def test_an_archived_team_refuses_new_messages_and_keeps_them() -> None:
    team = a_team(alias="parteneri")
    editing.archive_team(actor=None, team=team)
    row = arrived()
    assert row.outcome == "refused"
    assert "arhivat" in row.reason
