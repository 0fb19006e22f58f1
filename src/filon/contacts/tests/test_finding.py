"""Contacts are found by what people type and by what mail carries."""

import pytest

from filon.accounts.models import User
from filon.contacts.services import editing, finding
from filon.contacts.testing import a_company, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user(email="ana@filon.localhost", name="Ana")


def names(matches: list[finding.Match]) -> list[str]:
    return [match.contact.name for match in matches]


def test_a_sender_is_recognised_whatever_the_form_of_the_address() -> None:
    elena = a_person(email="elena@cramatarii.example")
    assert finding.find_by_email('"Elena Ț." <ELENA@CramaTarii.example>') == elena
    assert finding.find_by_email("fără adresă") is None


def test_an_archived_contact_is_not_recognised() -> None:
    elena = a_person(email="elena@cramatarii.example")
    editing.archive_contact(actor=None, contact=elena)
    assert finding.find_by_email("elena@cramatarii.example") is None


def test_words_without_diacritics_find_names_with_them(user: User) -> None:
    a_person("Ioana Mureșan")
    assert names(finding.options(user=user, query="muresan ioana")) == ["Ioana Mureșan"]


def test_names_that_begin_so_come_first(user: User) -> None:
    a_company("Tâmplăria Ionescu SRL")
    a_person("Ionescu Ștefan")
    assert names(finding.options(user=user, query="ionescu")) == ["Ionescu Ștefan", "Tâmplăria Ionescu SRL"]


def test_a_match_says_what_tells_it_from_its_namesakes(user: User) -> None:
    a_person("Ionescu Ștefan", phone="+40744555010")
    assert [match.why for match in finding.options(user=user, query="ionescu")] == ["0744 555 010"]


def test_a_number_is_found_however_it_is_typed(user: User) -> None:
    a_person(phone="0744 555 010")
    for query in ("0744 555", "0744555010", "+40744555"):
        assert names(finding.options(user=user, query=query)) == ["Elena Țăranu"]


def test_people_are_found_by_their_company(user: User) -> None:
    a_person("Elena Țăranu", company=a_company("Crama Țării"))
    assert [match.why for match in finding.options(user=user, query="tarii elena")] == [""]
    assert [match.why for match in finding.options(user=user, query="crama")][1] == "Crama Țării"


def test_options_cost_three_queries(user: User, django_assert_num_queries) -> None:
    for number in range(4):
        a_person(f"Ion {number}", company=a_company(f"Firma {number}"))
    with django_assert_num_queries(3):
        finding.options(user=user, query="ion")
