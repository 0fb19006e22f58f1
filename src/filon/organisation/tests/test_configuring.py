"""Our company's settings."""

import pytest

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.core.exceptions import DomainError, NotAllowed
from filon.organisation.models import Country, Currency, Organisation
from filon.organisation.services.configuring import change_organisation
from filon.organisation.testing import a_rate

pytestmark = pytest.mark.django_db


def change(actor: User | None, **values: object) -> Organisation:
    given: dict[str, object] = {
        "name": "Nordlux Instal",
        "currency": Currency.objects.get(pk="RON"),
        "country": Country.objects.get(pk="RO"),
        "language": "ro",
        "time_zone": "Europe/Bucharest",
        "uses_leads": True,
    }
    return change_organisation(actor=actor, **{**given, **values})  # type: ignore[arg-type]


def test_an_administrator_names_the_company() -> None:
    change(an_administrator())
    assert Organisation.current().name == "Nordlux Instal"


def test_nobody_else_changes_the_settings() -> None:
    with pytest.raises(NotAllowed):
        change(a_user(role="all"))


def test_every_wrong_field_is_named_at_once() -> None:
    with pytest.raises(DomainError) as refusal:
        change(None, name=" ", language="xx", time_zone="Mars/Base")
    assert set(refusal.value.errors) == {"name", "language", "time_zone"}


def test_the_currency_stays_once_there_are_rates_against_it() -> None:
    a_rate()
    with pytest.raises(DomainError) as refusal:
        change(None, currency=Currency.objects.get(pk="EUR"))
    assert list(refusal.value.errors) == ["currency"]
