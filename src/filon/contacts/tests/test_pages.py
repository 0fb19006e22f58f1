"""The pages of contacts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import BouncingAddress, Contact
from filon.contacts.services import editing
from filon.contacts.testing import a_company, a_person
from filon.history.services import recording
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client: Client) -> Client:
    client.force_login(a_user(name="Ana"))
    return client


def typed(**values: str) -> dict[str, str]:
    return {"kind": "person", "name": "Elena Țăranu", **values}


def test_a_stranger_is_led_to_the_sign_in_form(client: Client) -> None:
    answer = client.get("/contacts/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_the_list_shows_contacts_in_use_in_romanian_order(ana: Client) -> None:
    for name in ("Șerban", "Suceava SRL", "Țăranu", "Tudor"):
        a_person(name)
    page = ana.get("/contacts/").content.decode()
    places = [page.index(name) for name in ("Suceava SRL", "Șerban", "Tudor", "Țăranu")]
    assert places == sorted(places)


def test_the_list_finds_without_diacritics(ana: Client) -> None:
    a_person("Ioana Mureșan")
    a_person("Mihai Pop")
    page = ana.get("/contacts/?q=muresan").content.decode()
    assert "Ioana Mureșan" in page
    assert "Mihai Pop" not in page


def test_a_new_contact_is_saved_and_opened(ana: Client) -> None:
    answer = ana.post("/contacts/new/", typed(phone="0722/333.444", country="RO", state="RO-CJ"))
    contact = Contact.objects.get()
    assert answer.headers["Location"] == f"/contacts/{contact.pk}/"
    assert (contact.phone_e164, contact.state_id) == ("+40722333444", "RO-CJ")


def test_a_company_is_made_on_the_way(ana: Client) -> None:
    ana.post("/contacts/new/", typed(company_new="Crama Țării SRL"))
    person = Contact.objects.get(is_company=False)
    assert person.company is not None
    assert (person.company.name, person.company.is_company) == ("Crama Țării SRL", True)


def test_a_form_with_errors_keeps_what_was_typed(ana: Client) -> None:
    answer = ana.post("/contacts/new/", typed(email="elena@", notes="Preferă apelurile după ora 15."))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Preferă apelurile după ora 15." in page
    assert "nume@firma.ro" in page
    assert not Contact.objects.exists()


def test_a_refused_contact_does_not_leave_its_new_company_behind(ana: Client) -> None:
    ana.post("/contacts/new/", typed(email="elena@", company_new="Crama Țării SRL"))
    assert not Contact.objects.exists()


def test_a_contact_is_changed_and_its_tags_with_it(ana: Client) -> None:
    elena, tag = a_person(), a_tag()
    ana.post(f"/contacts/{elena.pk}/", typed(city="Alba Iulia", tags=str(tag)))
    elena.refresh_from_db()
    assert elena.city == "Alba Iulia"
    assert list(elena.tags.all()) == [tag]


def test_what_is_typed_is_escaped_on_the_page(ana: Client) -> None:
    evil = a_person("<script>alert(1)</script>")
    assert "<script>alert(1)" not in ana.get(f"/contacts/{evil.pk}/").content.decode()


def test_the_page_offers_the_counties_of_the_country(ana: Client) -> None:
    assert "Cluj" in ana.get("/contacts/counties/?country=RO").content.decode()
    assert "Cluj" not in ana.get("/contacts/counties/?country=XX").content.decode()


def test_a_field_offers_matches_and_to_make_a_new_one(ana: Client) -> None:
    a_person("Ionescu Ștefan", phone="0744 555 010")
    answer = ana.get("/contacts/options/?q=ionescu").json()
    assert [(match["label"], match["reason"]) for match in answer["matches"]] == [("Ionescu Ștefan", "0744 555 010")]
    assert answer["create"] == "Creează „ionescu”"


def test_a_field_for_companies_offers_companies_only(ana: Client) -> None:
    a_person("Ionescu Ștefan")
    a_company("Tâmplăria Ionescu SRL")
    answer = ana.get("/contacts/companies/options/?q=ionescu").json()
    assert [match["label"] for match in answer["matches"]] == ["Tâmplăria Ionescu SRL"]


def test_an_archived_contact_says_so_and_comes_back(ana: Client) -> None:
    elena = a_person()
    ana.post(f"/contacts/{elena.pk}/archive/")
    assert "arhivat" in ana.get(f"/contacts/{elena.pk}/").content.decode()
    ana.post(f"/contacts/{elena.pk}/restore/")
    elena.refresh_from_db()
    assert elena.is_active


def test_a_company_with_people_is_not_deleted_and_says_why(client: Client) -> None:
    client.force_login(an_administrator())
    company = a_company("Codrul SRL")
    a_person("Elena Țăranu", company=company)
    page = client.post(f"/contacts/{company.pk}/delete/", follow=True).content.decode()
    assert "Elena Țăranu" in page
    assert Contact.objects.filter(pk=company.pk).exists()


def test_several_contacts_are_archived_at_once(ana: Client) -> None:
    people = [a_person(f"Ion {number}") for number in range(3)]
    ana.post("/contacts/", {"act": "bulk", "bulk": "archive", "ids": [people[0].pk, people[1].pk]})
    assert list(Contact.objects.active()) == [people[2]]


def test_the_page_of_a_contact_costs_a_fixed_number_of_queries(ana: Client, django_assert_max_num_queries) -> None:
    company = a_company()
    for number in range(8):
        a_person(f"Ion {number}", company=company)
    with django_assert_max_num_queries(44):
        ana.get(f"/contacts/{company.pk}/")


def test_a_company_that_was_typed_and_not_chosen_is_not_dropped_without_a_word(ana: Client) -> None:
    answer = ana.post("/contacts/new/", typed(company_text="Codrul"))
    assert answer.status_code == 422
    assert "Codrul" in answer.content.decode()


def test_two_people_who_change_different_fields_both_keep_theirs(ana: Client) -> None:
    elena = a_person(email="e@x.example")
    shown = opened(ana, elena)
    with recording.write(a_user(name="Mihai"), "web"):
        editing.update_contact(actor=None, contact=elena, city="Sebeș")
    answer = ana.post(f"/contacts/{elena.pk}/", typed(email="e@x.example", phone="0722 333 444", **shown))
    elena.refresh_from_db()
    assert answer.status_code == 302
    assert (elena.city, elena.phone) == ("Sebeș", "0722 333 444")


def test_two_people_who_change_one_field_see_both_versions_and_choose(ana: Client) -> None:
    elena = a_person(city="Alba Iulia")
    shown = opened(ana, elena)
    with recording.write(a_user(name="Mihai Ionescu"), "web"):
        editing.update_contact(actor=None, contact=elena, city="Sebeș")
    answer = ana.post(f"/contacts/{elena.pk}/", typed(city="Cugir", **shown))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Mihai Ionescu", "Sebeș", "Cugir"))
    elena.refresh_from_db()
    assert elena.city == "Sebeș"
    ana.post(f"/contacts/{elena.pk}/", typed(city="Cugir", keep_city="mine", **shown))
    elena.refresh_from_db()
    assert elena.city == "Cugir"


def test_a_tag_that_a_colleague_added_meanwhile_stays(ana: Client) -> None:
    elena, mine, theirs = a_person(), a_tag(name="Hală"), a_tag(name="Iluminat")
    shown = opened(ana, elena)
    elena.tags.add(theirs)
    ana.post(f"/contacts/{elena.pk}/", typed(tags="Hală", **shown))
    assert set(elena.tags.all()) == {mine, theirs}


def opened(browser: Client, contact: Contact) -> dict[str, str]:
    """What the form of the contact carries along."""
    page = browser.get(f"/contacts/{contact.pk}/").content.decode()
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("version", "shown_tags")}


def test_the_form_says_who_may_be_known_already(ana: Client) -> None:
    a_person("Elena Țăranu", email="elena@x.example")
    page = ana.get("/contacts/similar/", {"name": "E. Țăranu", "email": "ELENA@x.example"}).content.decode()
    assert "Elena Țăranu" in page
    assert "aceeași adresă de e-mail" in page
    assert ana.get("/contacts/similar/", {"name": "Altcineva"}).content.decode().strip() == ""


def test_a_picture_is_shown_served_by_what_it_is_and_taken_away(ana: Client) -> None:
    contact = a_person()
    assert "<img" not in ana.get(f"/contacts/{contact.pk}/").content.decode()
    content = b"RIFF\x00\x00\x00\x00WEBPVP8 "
    file = SimpleUploadedFile("eu.html", content, content_type="text/html")
    assert ana.post(f"/contacts/{contact.pk}/", {**typed(), "picture": file}).status_code == 302
    served = ana.get(f"/contacts/{contact.pk}/picture/")
    assert (served.content, served["Content-Type"], served["X-Content-Type-Options"]) == (
        content, "image/webp", "nosniff",
    )  # fmt: skip
    assert f"/contacts/{contact.pk}/picture/?v=" in ana.get(f"/contacts/{contact.pk}/").content.decode()
    ana.post(f"/contacts/{contact.pk}/", typed(no_picture="on"))
    assert ana.get(f"/contacts/{contact.pk}/picture/").status_code == 404


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"GIF89a", b"\xff\xd8\xff" + b"0" * 5 * 1024 * 1024])
def test_what_is_no_picture_or_too_large_is_refused_beside_its_field(ana: Client, content: bytes) -> None:
    contact = a_person()
    file = SimpleUploadedFile("eu.png", content, content_type="image/png")
    answer = ana.post(f"/contacts/{contact.pk}/", {**typed(city="Cluj"), "picture": file})
    assert answer.status_code == 422
    assert "cel mult 5 MB" in answer.content.decode()
    contact.refresh_from_db()
    assert (contact.picture, contact.city) == ("", "")


def test_the_list_marks_and_finds_those_from_whom_messages_come_back(ana: Client) -> None:
    a_person("Ion Popescu", email="Ion@x.example")
    a_person("Elena Țăranu", email="elena@x.example")
    BouncingAddress.objects.create(address="ion@x.example", bounces=2)
    page = ana.get("/contacts/").content.decode()
    assert page.count("Mesajele către această adresă se întorc") == 2, "the icon's name and its tooltip"
    found = ana.get("/contacts/?filter=mail:returned").content.decode()
    assert "Ion Popescu" in found
    assert "Elena" not in found
