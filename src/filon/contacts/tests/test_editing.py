"""Contacts are tidied when they are stored, and rooms above hear of changes."""

import pytest

from filon.accounts.models import User
from filon.contacts import hooks
from filon.contacts.models import Contact
from filon.contacts.services import editing
from filon.contacts.testing import a_company, a_person
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.core.models import Record
from filon.organisation.models import Subdivision

pytestmark = pytest.mark.django_db


def a_colleague(role: str = "own") -> User:
    return User.objects.create_user(email=f"{role}@filon.localhost", name="Mihai", role=role)


def test_a_number_typed_at_home_is_stored_in_one_form_and_shown_nationally() -> None:
    person = a_person(phone="0722/333.444", mobile="0040 744 555 010")
    assert (person.phone, person.phone_e164) == ("0722 333 444", "+40722333444")
    assert (person.mobile, person.mobile_e164) == ("0744 555 010", "+40744555010")


def test_an_address_is_comparable_whatever_its_case() -> None:
    assert a_person(email="Elena@CramaTarii.Example").email_normalised == "elena@cramatarii.example"


def test_a_website_gets_the_scheme_that_people_leave_out() -> None:
    assert a_company(website="www.codrul.example").website == "https://www.codrul.example"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"email": "elena@"}, "email"),
        ({"email": "elena@a.example, ion@a.example"}, "email"),
        ({"website": "javascript://alert.example"}, "website"),
    ],
)
def test_what_cannot_be_understood_is_refused_beside_its_field(values: dict[str, str], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        a_person(**values)
    assert list(refusal.value.errors) == [field]


def test_a_person_cannot_belong_to_a_person() -> None:
    with pytest.raises(DomainError) as refusal:
        a_person(company=a_person("Ion"))
    assert "Ion" in refusal.value.errors["company"]


def test_a_refused_contact_leaves_no_record_behind() -> None:
    before = Record.objects.count()
    with pytest.raises(DomainError):
        a_person(name="")
    assert Record.objects.count() == before


def test_rooms_above_hear_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[dict[str, tuple[object, object]]] = []
    monkeypatch.setattr(hooks.contact_changed, "_receivers", [lambda contact, changed, actor: heard.append(changed)])
    person = a_person(email="a@x.example", city="Cluj")
    editing.update_contact(actor=None, contact=person, email="b@x.example", city="Cluj")
    assert heard == [{"email": ("a@x.example", "b@x.example")}]


def test_people_are_found_by_the_new_name_of_their_company() -> None:
    company = a_company("Vechi SRL")
    person = a_person(company=company)
    editing.update_contact(actor=None, contact=company, name="Nou SRL")
    assert "nou srl" in Contact.objects.get(pk=person.pk).search_text


def test_only_what_is_named_is_changed() -> None:
    person = a_person(email="a@x.example", phone="0722 333 444")
    editing.update_contact(actor=None, contact=person, city="Alba Iulia")
    person.refresh_from_db()
    assert (person.email, person.phone, person.city) == ("a@x.example", "0722 333 444", "Alba Iulia")


def test_an_archived_contact_is_no_longer_offered_and_can_come_back() -> None:
    person = a_person()
    editing.archive_contact(actor=a_colleague(), contact=person)
    assert not Contact.objects.active().exists()
    editing.restore_contact(actor=None, contact=person)
    assert Contact.objects.active().exists()


def test_a_contact_that_something_needs_is_not_deleted_and_the_sentence_names_it() -> None:
    company = a_company("Codrul SRL")
    a_person("Elena Țăranu", company=company)
    with pytest.raises(Conflict) as refusal:
        editing.delete_contact(actor=a_colleague("administrator"), contact=company)
    assert "Codrul SRL" in str(refusal.value)
    assert "Elena Țăranu" in str(refusal.value)
    assert Contact.objects.filter(pk=company.pk).exists()


def test_only_administrators_delete() -> None:
    person = a_person()
    with pytest.raises(NotAllowed):
        editing.delete_contact(actor=a_colleague(), contact=person)
    editing.delete_contact(actor=a_colleague("administrator"), contact=person)
    assert not Record.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("typed", ["0722/333.444 int. 5", "0722 333 444 int 5"])
def test_a_number_with_an_extension_is_compared_without_it_and_shown_with_it(typed: str) -> None:
    contact = a_person("Ana", phone=typed)
    assert contact.phone_e164 == "+40722333444"
    assert contact.phone.startswith("0722 333 444")
    assert contact.phone.endswith("5")


def test_a_person_who_is_his_own_parent_is_refused() -> None:
    company = a_company("Codrul SRL")
    with pytest.raises(DomainError) as refusal:
        editing.update_contact(actor=None, contact=company, company=company)
    assert set(refusal.value.errors) == {"company"}
    person = a_person("Ana")
    with pytest.raises(DomainError):
        editing.update_contact(actor=None, contact=person, company=person)


def test_a_longer_circle_of_companies_is_refused_with_those_in_between() -> None:
    first = a_company("Unu SRL")
    second = a_company("Doi SRL", company=first)
    third = a_company("Trei SRL", company=second)
    with pytest.raises(DomainError) as refusal:
        editing.update_contact(actor=None, contact=first, company=third)
    assert "Doi SRL" in refusal.value.errors["company"]
    assert "Trei SRL" in refusal.value.errors["company"]


def test_two_companies_with_one_cui_may_both_be_kept_and_are_shown_to_each_other() -> None:
    one, other = a_company("Unu SRL", vat="RO14399840"), a_company("Doi SRL", vat="14399840")
    assert one.vat_key == other.vat_key


@pytest.mark.parametrize(
    "typed",
    ["sector 3", "Sectorul 3", "sect. 3", "București, sector 3", "Sector 3, Bucuresti", "Mun. București Sectorul 3"],
)
def test_a_sector_of_bucharest_is_written_in_one_way_and_tells_the_county(typed: str) -> None:
    contact = a_person("Ana", city=typed)
    assert (contact.city, contact.state_id, contact.country_id) == ("Sector 3", "RO-B", "RO")


def test_bucharest_has_six_sectors() -> None:
    with pytest.raises(DomainError) as refusal:
        a_person("Ana", city="Sector 7")
    assert set(refusal.value.errors) == {"city"}


def test_a_sector_of_another_place_is_left_alone() -> None:
    cluj = Subdivision.objects.get(pk="RO-CJ")
    assert a_person("Ana", city="sector 3", state=cluj).city == "sector 3"
