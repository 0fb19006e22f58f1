"""What stands before the demonstration's first deal: our company, its teams, tags, and where deals come from."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from django.conf import settings

from filon.accounts.models import User
from filon.config.demo.texts import CAMPAIGN, MEDIA, SOURCES, TAGS, TEAMS
from filon.contacts.models import Contact
from filon.core.normalising import sort_key
from filon.crm.models import Campaign, LostReason, Medium, Source, Stage
from filon.crm.services.marketing import find_or_create
from filon.organisation.models import Country, Organisation, Subdivision, Tag
from filon.teams.models import Team
from filon.teams.services.editing import TeamValues, create_team, update_team

COMPANY = {"ro": "Heliotera Energie SRL", "en": "Heliotera Energie SRL"}


M = TypeVar("M", Medium, Source)


@dataclass(frozen=True)
class Surroundings:
    """What the deals refer to, by short names. `contacts` fills up: by company, and which of its people or none."""

    users: dict[str, User]
    teams: dict[str, Team]
    tags: dict[str, Tag]
    stages: list[Stage]
    reasons: list[LostReason]
    campaign: Campaign
    media: list[Medium]
    sources: list[Source]
    country: Country
    counties: dict[str, Subdivision]
    contacts: dict[tuple[int, int | None], Contact] = field(default_factory=dict)


def surroundings(users: dict[str, User]) -> Surroundings:
    """Make it all, with the users of the demonstration."""
    language = settings.LANGUAGE_CODE
    Organisation.objects.filter(pk=1).update(name=COMPANY[language])
    people = {email.split("@")[0]: user for email, user in users.items()}
    return Surroundings(
        users=people,
        teams=_teams(people),
        tags={
            key: Tag.objects.create(name=name, colour=1 + number % 10, sort_key=sort_key(name[language]))
            for number, (key, name) in enumerate(TAGS.items())
        },
        stages=list(Stage.objects.filter(is_won=False).order_by("sequence")),
        reasons=list(LostReason.objects.order_by("pk")),
        campaign=Campaign.objects.create(name={language: CAMPAIGN[language]}, sort_key=sort_key(CAMPAIGN[language])),
        media=[_named(Medium, name[language]) for name in MEDIA],
        sources=[_named(Source, name[language]) for name in SOURCES],
        country=Country.objects.get(pk="RO"),
        counties=Subdivision.objects.in_bulk(),
    )


def _named(model: type[M], name: str) -> M:
    row = find_or_create(model, actor=None, name=name)
    assert row is not None
    return row


def _teams(people: dict[str, User]) -> dict[str, Team]:
    """The team that every installation begins with, and two more."""
    return {
        "sales": _team("sales", "vanzari", 250_000, leader=people["ana"], members=[people["mihai"], people["ioana"]]),
        "projects": _team("projects", "proiecte", 400_000, leader=people["admin"], members=[people["mihai"]]),
        "service": _team("service", "service", 40_000, leader=people["admin"], members=[people["ioana"]]),
    }


def _team(key: str, local_part: str, target: int, *, leader: User, members: list[User]) -> Team:
    values: TeamValues = {
        "name": TEAMS[key][settings.LANGUAGE_CODE],
        "sequence": list(TEAMS).index(key) + 1,
        "invoicing_target": Decimal(target),
        "leaders": [leader],
        "members": members,
        "alias": local_part,
    }
    present = Team.objects.filter(record__alias__local_part=local_part).first()
    if present is not None:
        return update_team(actor=None, team=present, **values)
    return create_team(actor=None, **values)
