"""A lead and its customer share e-mail and phone; what differs only in writing changes nothing."""

import pytest

from filon.contacts.models import Contact
from filon.contacts.services.editing import update_contact
from filon.contacts.testing import a_company, a_person
from filon.crm.models import Lead
from filon.crm.services.sharing import differing
from filon.crm.services.updating import update_lead
from filon.crm.testing import a_lead
from filon.organisation.models import Country

pytestmark = pytest.mark.django_db


def elena(**values: str) -> Contact:
    return a_person("Elena Țăranu", **{"email": "elena@x.example", "phone": "0744 555 010", **values})  # type: ignore[arg-type]


def again(contact: Contact) -> Contact:
    return Contact.objects.get(pk=contact.pk)


def test_the_address_goes_over_whole_or_not_at_all() -> None:
    lead = a_lead(city="Cluj", street="Str. Lungă 1")
    update_lead(actor=None, lead=lead, contact=a_person("Ion"))
    assert Lead.objects.get(pk=lead.pk).street == "Str. Lungă 1"
    update_lead(actor=None, lead=lead, contact=a_person("Ana", city="Sibiu"))
    found = Lead.objects.get(pk=lead.pk)
    assert (found.city, found.street) == ("Sibiu", "")


def test_what_the_customer_lacks_the_lead_keeps() -> None:
    lead = a_lead(email="a@x.example", job_position="Director")
    update_lead(actor=None, lead=lead, contact=a_person("Ion", phone="0744 555 011"))
    found = Lead.objects.get(pk=lead.pk)
    assert (found.email, found.phone, found.job_position) == ("a@x.example", "0744 555 011", "Director")


def test_a_company_names_the_company_and_leaves_the_contact_name() -> None:
    lead = a_lead(contact_name="Ana Pop")
    update_lead(actor=None, lead=lead, contact=a_company("Codrul SRL"))
    found = Lead.objects.get(pk=lead.pk)
    assert (found.company_name, found.contact_name) == ("Codrul SRL", "Ana Pop")


def test_clearing_the_customer_leaves_what_was_copied() -> None:
    lead = a_lead(contact=elena())
    update_lead(actor=None, lead=lead, contact=None)
    found = Lead.objects.get(pk=lead.pk)
    assert (found.email, found.contact_name) == ("elena@x.example", "Elena Țăranu")


def test_a_new_address_and_number_become_the_customer_s() -> None:
    contact = elena()
    update_lead(actor=None, lead=a_lead(contact=contact), email="nou@x.example", phone="0744 555 099")
    assert (again(contact).email, again(contact).phone) == ("nou@x.example", "0744 555 099")


def test_clearing_goes_over_too() -> None:
    contact = elena()
    update_lead(actor=None, lead=a_lead(contact=contact), email="", phone="")
    assert (again(contact).email, again(contact).phone) == ("", "")


@pytest.mark.parametrize("phone", ["+40 744 555 010", "0744.555.010", "0040744555010"])
def test_writing_the_same_number_another_way_changes_nothing(phone: str) -> None:
    contact = elena()
    lead = a_lead(contact=contact)
    lead.phone, lead.email = phone, "ELENA@X.example"
    assert differing(lead, contact, "RO") == {}
    update_lead(actor=None, lead=lead, phone=phone, email="ELENA@X.example")
    assert again(contact).email == "elena@x.example"


def test_the_country_of_the_customer_reads_a_local_number() -> None:
    contact = elena(phone="+32 485 00 11 22")
    update_contact(actor=None, contact=contact, country=Country.objects.get(pk="BE"))
    lead = a_lead(contact=again(contact))
    lead.phone = "0485 00 11 22"
    assert "phone" not in differing(lead, again(contact), "RO")


def test_the_mobile_goes_one_way_only() -> None:
    contact = elena(mobile="0722 333 444")
    lead = a_lead(contact=contact)
    assert lead.mobile == "0722 333 444"
    update_lead(actor=None, lead=lead, mobile="0722 333 555")
    assert again(contact).mobile == "0722 333 444"


def test_only_here_leaves_the_customer_alone() -> None:
    contact = elena()
    update_lead(actor=None, lead=a_lead(contact=contact), email="nou@x.example", to_contact=())
    assert again(contact).email == "elena@x.example"


def test_an_address_that_the_customer_has_beside_is_no_change() -> None:
    contact = a_person("Ana", email="ana@x.example", other_emails=["ana@acasa.example"])
    a_lead(contact=contact, email="ana@acasa.example")
    assert again(contact).email == "ana@x.example"


def test_what_changes_on_the_customer_changes_on_his_leads() -> None:
    contact = elena()
    lead = a_lead(contact=contact)
    update_contact(actor=None, contact=contact, email="nou@x.example", phone="")
    found = Lead.objects.get(pk=lead.pk)
    assert (found.email, found.email_normalised, found.phone) == ("nou@x.example", "nou@x.example", "0744 555 010")


def test_a_number_that_cannot_be_one_goes_over_as_it_is() -> None:
    contact = elena()
    lead = a_lead(contact=contact)
    lead.phone = "12345678901234567"
    assert differing(lead, contact, "RO") == {"phone": ("0744 555 010", "12345678901234567")}
