"""Contacts as vCards, out and in again."""

import pytest
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.testing import a_company, a_person
from filon.core.files import file_store
from filon.core.pictures import stored_picture
from filon.exchange.services.running import run, start
from filon.exchange.services.settings import Settings
from filon.exchange.testing import an_import
from filon.organisation.models import Subdivision
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def elena(client, settings, tmp_path):
    settings.FILON_HOME = tmp_path
    client.force_login(a_user(name="Mihai"))
    codrul = a_company("Crama Codrul; Sînt, SRL", vat="RO14399840")
    return a_person(
        "Elena Țăranu", company=codrul, job_position="Director", email="elena@codrul.example", phone="0256 111 222",
        mobile="0722 333 444", other_emails=["el@acasa.example"], other_phones=["0733 444 555"], city="Timișoara",
        street="Str. Lungă 5, ap. 2", state=Subdivision.objects.get(pk="RO-TM"), notes="prima\na doua",
        tags=[a_tag(name="Vinuri")], picture=stored_picture(PNG),
    )  # fmt: skip


def text_of(client, name: str, *args, **query) -> str:
    return b"".join(client.get(reverse(name, args=args), query).streaming_content).decode()


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_goes_out_as_a_card_comes_in_the_same(client, elena, version):
    text = text_of(client, "contacts:contact-cards", ids=f"{elena.company_id},{elena.pk}", version=version)
    assert text.count(f"VERSION:{version}") == 2
    elena.record.delete()
    Contact.objects.all().delete()
    mihai = a_user(name="Dan")
    subject = an_import(mihai, text)
    run(start(actor=mihai, subject=subject, settings=Settings.of(subject.settings), is_trial=False))
    subject.refresh_from_db()
    assert (subject.created, [row.reasons for row in subject.rows.all()]) == (2, [])
    back = Contact.objects.get(name="Elena Țăranu")
    names = ("job_position", "email", "phone", "mobile", "street", "city", "state_id", "country_id", "notes")
    assert [getattr(back, name) for name in names] == [getattr(elena, name) for name in names]
    assert back.company.name == "Crama Codrul; Sînt, SRL"
    assert back.company.vat == "RO14399840"
    assert sorted(point.value for point in back.points.all()) == ["0733 444 555", "el@acasa.example"]
    assert [str(tag) for tag in back.tags.all()] == ["Vinuri"]
    assert file_store().get(back.picture) == PNG


def test_one_the_chosen_ones_or_all_of_the_list_go_out(client, elena, django_assert_max_num_queries):
    other = a_company("Alta SRL")
    assert "FN:Elena" in text_of(client, "contacts:contact-card", elena.pk)
    assert "FN:Alta SRL" not in text_of(client, "contacts:contact-cards", ids=str(elena.pk))
    with django_assert_max_num_queries(12):
        every = text_of(client, "contacts:contacts", export="vcard", q="srl")
    assert every.count("BEGIN:VCARD") == 3
    data = {"act": "bulk", "bulk": "card", "ids": [elena.pk, other.pk]}
    answer = client.post(reverse("contacts:contacts"), data)
    assert answer["Location"] == f"/contacts/cards/?ids={elena.pk},{other.pk}"


def test_what_is_no_picture_rejects_its_row(client, elena):
    mihai = a_user(name="Dan")
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;ENCODING=b:aGVsbG8=\nEND:VCARD\n"
    subject = an_import(mihai, card)
    run(start(actor=mihai, subject=subject, settings=Settings.of(subject.settings), is_trial=False))
    subject.refresh_from_db()
    assert subject.rejected == 1
    assert "PNG" in subject.rows.get().reasons[0]
