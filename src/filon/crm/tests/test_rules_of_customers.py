"""The rules by which a lead and its customer share what both know, one test a rule (see docs/development/rules.md)."""

import pytest

from filon.contacts.models import Contact
from filon.contacts.services.editing import update_contact
from filon.contacts.testing import a_company, a_person
from filon.crm.models import Lead
from filon.crm.services.creating import create_lead
from filon.crm.services.sharing import differing, effect
from filon.crm.services.updating import update_lead
from filon.crm.testing import a_lead
from filon.organisation.models import Country, Subdivision

pytestmark = pytest.mark.django_db
WHOLE = {"street": "Str. Lungă 1", "street2": "ap. 3", "city": "Cluj-Napoca", "postcode": "400001"}


def given(contact: Contact | None, **values: object) -> Lead:
    """A lead that gets a customer."""
    lead = a_lead(**values)  # type: ignore[arg-type]
    update_lead(actor=None, lead=lead, contact=contact)
    return Lead.objects.get(pk=lead.pk)


def again(contact: Contact) -> Contact:
    return Contact.objects.get(pk=contact.pk)


def test_a_customer_with_only_a_country_replaces_all_six_parts_of_the_address() -> None:
    cluj, belgium = Subdivision.objects.get(pk="RO-CJ"), Country.objects.get(pk="BE")
    lead = given(a_person("Ana", country=belgium), **WHOLE, state=cluj)
    assert (lead.street, lead.street2, lead.city, lead.postcode) == ("", "", "", "")
    assert (lead.state, lead.country) == (None, belgium)


def test_a_customer_without_any_address_leaves_the_whole_address_of_the_lead() -> None:
    lead = given(a_person("Ana"), **WHOLE)
    assert {name: getattr(lead, name) for name in WHOLE} == WHOLE


@pytest.mark.parametrize("name", ["job_position", "mobile", "website"])
@pytest.mark.parametrize("theirs", ["", "x"])
def test_position_mobile_and_website_come_from_the_customer_when_he_has_one(name: str, theirs: str) -> None:
    values = {"job_position": ("Director", "Șef"), "mobile": ("0722 333 444", "0722 333 555")}
    own, other = values.get(name, ("https://a.example", "https://b.example"))
    lead = given(a_person("Ana", **{name: other if theirs else ""}), **{name: own})  # type: ignore[arg-type]
    assert getattr(lead, name) == (other if theirs else own)


def test_the_language_is_the_customers_even_when_he_has_none() -> None:
    assert given(a_person("Ana", language="en"), language="ro").language == "en"
    assert given(a_person("Ion"), language="ro").language == ""


def test_a_person_gives_the_contact_name_and_a_company_leaves_it() -> None:
    assert given(a_person("Ana Pop"), contact_name="Ion").contact_name == "Ana Pop"
    assert given(a_company("Codrul SRL"), contact_name="Ion").contact_name == "Ion"


def test_the_company_name_is_the_customers_company_else_his_own_if_he_is_one_else_it_stays() -> None:
    company = a_company("Codrul SRL")
    assert given(a_person("Ana", company=company), company_name="Alta").company_name == "Codrul SRL"
    assert given(company, company_name="Alta").company_name == "Codrul SRL"
    assert given(a_person("Ion"), company_name="Alta").company_name == "Alta"


def test_e_mail_and_phone_come_only_when_they_differ_in_more_than_writing() -> None:
    contact = a_person("Ana", email="ana@x.example", phone="0744 555 010")
    lead = given(contact, email="ANA@X.example", phone="+40 744 555 010")
    assert (lead.email, lead.phone) == ("ANA@X.example", "0744 555 010")
    other = given(contact, email="alta@x.example", phone="0744 555 099")
    assert (other.email, other.phone) == ("ana@x.example", "0744 555 010")


def test_what_is_said_in_the_same_breath_wins_over_the_customer() -> None:
    contact = a_person("Ana", email="ana@x.example", job_position="Director", city="Sibiu", language="en")
    said = {"contact": contact, "job_position": "Șef", "city": "Alba Iulia", "language": "ro"}
    new = create_lead(actor=None, name="X", **said)  # type: ignore[arg-type]
    old = update_lead(actor=None, lead=a_lead(), **said)  # type: ignore[arg-type]
    for lead in (new, old):
        assert (lead.job_position, lead.city, lead.language) == ("Șef", "Alba Iulia", "ro")
        assert lead.email == "ana@x.example"


def test_another_customer_replaces_the_address_and_the_language_of_the_first() -> None:
    lead = given(a_person("Ana", city="Sibiu", street="Str. Scurtă 2", language="en"))
    update_lead(actor=None, lead=lead, contact=a_company("Codrul SRL", city="Brad", language="ro"))
    found = Lead.objects.get(pk=lead.pk)
    assert (found.city, found.street, found.language) == ("Brad", "", "ro")


def test_a_customer_who_is_cleared_leaves_all_that_was_copied() -> None:
    contact = a_person("Ana", email="ana@x.example", phone="0744 555 010", city="Sibiu", job_position="Director")
    lead = given(contact)
    update_lead(actor=None, lead=lead, contact=None)
    found = Lead.objects.get(pk=lead.pk)
    told = (found.email, found.phone, found.city, found.job_position, found.contact_name)
    assert told == ("ana@x.example", "0744 555 010", "Sibiu", "Director", "Ana")
    assert again(contact).email == "ana@x.example"


@pytest.mark.parametrize(
    ("name", "new"), [("email", "nou@x.example"), ("email", ""), ("phone", "0744 555 099"), ("phone", "")]
)
def test_e_mail_and_phone_written_on_the_lead_become_the_customers_blanks_too(name: str, new: str) -> None:
    contact = a_person("Ana", email="ana@x.example", phone="0744 555 010")
    update_lead(actor=None, lead=a_lead(contact=contact), **{name: new})  # type: ignore[misc]
    assert getattr(again(contact), name) == new


def test_nothing_is_the_same_as_nothing() -> None:
    contact = a_person("Ana")
    lead = a_lead(contact=contact)
    lead.email, lead.phone = " ", ""
    assert differing(lead, contact, "RO") == {}


@pytest.mark.parametrize("email", ["Ana Pop <ana@x.example>", "ANA@x.example", " ana@X.EXAMPLE "])
def test_an_address_in_another_writing_warns_of_nothing(email: str) -> None:
    contact = a_person("Ana", email="ana@x.example")
    lead = a_lead(contact=contact)
    lead.email = email
    assert differing(lead, contact, "RO") == {}


def test_a_mobile_is_never_written_back_not_even_when_it_is_cleared() -> None:
    contact = a_person("Ana", mobile="0722 333 444")
    lead = a_lead(contact=contact)
    update_lead(actor=None, lead=lead, mobile="0722 333 555")
    update_lead(actor=None, lead=lead, mobile="")
    assert again(contact).mobile == "0722 333 444"


def test_the_warning_says_what_the_customer_gets_loses_or_has_replaced() -> None:
    said = [effect("", "a@x.example"), effect("a@x.example", ""), effect("a@x.example", "b@x.example")]
    assert len(set(said)) == 3
    assert all("a@x.example" in text for text in said)


def test_what_changes_on_the_customer_changes_on_all_his_leads() -> None:
    contact = a_person("Ana", email="ana@x.example", phone="0744 555 010")
    leads = [a_lead(contact=contact), a_lead(contact=contact)]
    update_contact(actor=None, contact=contact, email="nou@x.example", phone="0744 555 099")
    for lead in leads:
        found = Lead.objects.get(pk=lead.pk)
        assert (found.email, found.phone) == ("nou@x.example", "0744 555 099")
