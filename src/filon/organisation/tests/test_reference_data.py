"""What every installation starts with."""

import pytest
from django.utils import translation

from filon.organisation.models import Country, Currency, Organisation, Subdivision

pytestmark = pytest.mark.django_db


def test_our_company_has_a_name_in_the_language_of_the_installation() -> None:
    company = Organisation.current()
    assert (company.name, company.currency_id, company.country_id) == ("Compania mea", "RON", "RO")


def test_the_leu_is_written_lei() -> None:
    assert Currency.objects.get(pk="RON").symbol == "lei"


def test_romania_has_its_41_counties_and_bucharest() -> None:
    names = dict(Subdivision.objects.filter(country_id="RO").values_list("code", "name"))
    assert (len(names), names["RO-B"], names["RO-TM"]) == (42, "București", "Timiș")


def test_countries_are_named_in_both_languages() -> None:
    germany = Country.objects.get(pk="DE")
    with translation.override("en"):
        assert str(germany) == "Germany"
    with translation.override("ro"):
        assert str(germany) == "Germania"


def test_groups_of_countries_are_not_countries() -> None:
    assert not Country.objects.filter(pk__in=["EU", "UN", "ZZ"]).exists()
