"""Contacts that may be the same one are found by what they share, and nothing else is."""

import pytest

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.services.editing import archive_contact
from filon.contacts.services.similar import described, of_contact, similar
from filon.contacts.testing import a_company, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return a_user(name="Ana")


def found(user: User, **typed: object) -> dict[str, str]:
    return {match.contact.name: match.why for match in similar(user=user, to=described(**typed))}  # type: ignore[arg-type]


def test_each_thing_shared_is_named(user: User) -> None:
    a_person("Elena Țăranu", email="e@x.example")
    a_person("E. Țăranu", phone="0744 555 010")
    a_person("ȚĂRANU Elena")
    shared = found(user, name="Elena Taranu", emails=["E@x.example"], phones=["0744.555.010"])
    assert shared == {
        "Elena Țăranu": "aceeași adresă de e-mail și același nume",
        "E. Țăranu": "același număr de telefon",
        "ȚĂRANU Elena": "același nume",
    }


@pytest.mark.parametrize("typed", ["SC Codrul Verde SRL", "codrul verde s.r.l.", "CODRUL VERDE", "Verde Codrul S.R.L."])
def test_a_company_is_known_without_its_form_diacritics_and_order(user: User, typed: str) -> None:
    a_company("Codrul Verde SRL")
    assert found(user, name=typed, is_company=True) == {"Codrul Verde SRL": "același nume"}


def test_a_limited_company_is_not_a_joint_stock_company(user: User) -> None:
    a_company("Codrul Verde SRL")
    assert found(user, name="Codrul Verde SA", is_company=True) == {}


def test_a_slip_of_the_pen_is_seen_through(user: User) -> None:
    a_company("Zidaria Construct SRL")
    assert found(user, name="Zidaria Constuct SRL", is_company=True) == {
        "Zidaria Construct SRL": "aproape același nume"
    }


def test_two_companies_with_one_cui_are_shown_whatever_their_names(user: User) -> None:
    a_company("Bitdefender SRL", vat="RO14399840")
    assert found(user, name="Alt Nume SRL", is_company=True, vat="14399840") == {
        "Bitdefender SRL": "același cod de TVA"
    }


def test_one_name_with_two_cuis_is_two_companies(user: User) -> None:
    a_company("Codrul SRL", vat="RO14399840")
    assert found(user, name="Codrul SRL", is_company=True, vat="RO18189442") == {}


def test_what_the_law_knows_under_two_numbers_is_two_whatever_they_share(user: User) -> None:
    a_company("Codrul SRL", vat="RO14399840", phone="0264 555 010", email="office@codrul.example")
    a_company("Zimbrul SRL", registration_number="J12/345/2001", phone="0264 555 011")
    shared = {"is_company": True, "emails": ["office@codrul.example"], "phones": ["0264 555 010", "0264 555 011"]}
    assert found(user, name="Codrul SRL", vat="RO18189442", registration="j12/999/2001", **shared) == {}
    assert set(found(user, name="Codrul SRL", registration="J2001000345120", **shared)) == {"Codrul SRL", "Zimbrul SRL"}


def test_a_domain_tells_companies_together_but_a_public_one_does_not(user: User) -> None:
    a_company("Dedeman SRL", website="www.dedeman.example")
    a_company("Alta SRL", email="alta@gmail.com")
    assert found(user, name="Magazinul", is_company=True, emails=["x@dedeman.example"]) == {
        "Dedeman SRL": "același domeniu"
    }
    assert found(user, name="Magazinul", is_company=True, emails=["x@gmail.com"]) == {}


def test_further_addresses_and_numbers_count_as_well(user: User) -> None:
    a_person("Ion", other_emails=["ion@acasa.example"], other_phones=["0744 555 011"])
    assert "Ion" in found(user, emails=["ION@acasa.example"])
    assert "Ion" in found(user, phones=["+40 744 555 011"])


def test_an_address_with_a_unicode_domain_is_the_same_as_its_ascii_form(user: User) -> None:
    a_person("Ana", email="ana@școala.example")
    assert "Ana" in found(user, emails=["ana@xn--coala-e9b.example"])


def test_an_archived_contact_is_not_offered(user: User) -> None:
    archive_contact(actor=None, contact=a_person("Ana", email="a@x.example"))
    assert found(user, emails=["a@x.example"]) == {}


def test_a_company_is_not_similar_to_its_own_people(user: User) -> None:
    company = a_company("Codrul SRL", phone="0264 555 010")
    a_person("Ion", company=company, phone="0264 555 010")
    assert similar(user=user, to=of_contact(company)) == []


def test_nothing_is_similar_to_nothing(user: User) -> None:
    a_person()
    assert found(user) == {}


def test_a_look_up_reads_indexes_only_and_asks_a_fixed_number_of_questions(
    user: User, django_assert_max_num_queries: object
) -> None:
    for number in range(4):
        a_company(f"Codrul {number} SRL", email=f"{number}@codrul.example")
    to = described(
        name="Codrul 1 SRL", is_company=True, emails=["1@codrul.example"], phones=["0744 555 010"], vat="14399840"
    )
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        similar(user=user, to=to)


def test_keys_follow_the_name(user: User) -> None:
    company = a_company("Codrul SRL")
    before = Contact.objects.get(pk=company.pk).name_key
    assert before == a_company("S.C. CODRUL S.R.L.").name_key
