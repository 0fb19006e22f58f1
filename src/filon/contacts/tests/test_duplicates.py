"""What may stand twice is found by a job, and what people say of it is remembered."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user
from filon.contacts.models import Contact, Duplicate, DuplicateScan, Verdict
from filon.contacts.services.merging import merge_contacts
from filon.contacts.services.queueing import judge_pair, lines
from filon.contacts.services.scanning import scan
from filon.contacts.tasks import find_duplicates
from filon.contacts.testing import a_company, a_person
from filon.history.choices import Kind
from filon.history.services import recording
from filon.organisation.models import Country

pytestmark = pytest.mark.django_db


def looked_through() -> set[tuple[str, str]]:
    """The names of the pairs in the queue after a scan."""
    with recording.change_set(None, Kind.JOB):
        scan("contact")
    names = dict(Contact.objects.values_list("pk", "name"))
    return {(names[pair.first_id], names[pair.second_id]) for pair in Duplicate.objects.waiting()}


def test_what_meets_under_any_key_is_judged() -> None:
    a_company("Codrul SRL", vat="RO14399840"), a_company("Cu totul altul SRL", vat="14399840")
    a_company("Zidaria Construct SRL"), a_company("Zidaria Constuct SRL")
    a_person("Elena Țăranu", email="e@x.example"), a_person("Țăranu Elena", email="E@x.example")
    a_person("Ion Popa", phone="0744 555 010"), a_person("I. Popa", phone="+40744555010")
    assert looked_through() == {
        ("Codrul SRL", "Cu totul altul SRL"),
        ("Zidaria Construct SRL", "Zidaria Constuct SRL"),
        ("Elena Țăranu", "Țăranu Elena"),
        ("Ion Popa", "I. Popa"),
    }


def test_what_the_law_or_the_place_tells_apart_is_left_alone() -> None:
    a_company("Codrul SRL", vat="RO14399840"), a_company("Codrul SRL", vat="RO18189442")
    a_company("Alfa SRL", registration_number="J1/1"), a_company("Alfa SRL", registration_number="J1/2")
    (
        a_company("Beta GmbH", country=Country.objects.get(pk="DE")),
        a_company("Beta GmbH", country=Country.objects.get(pk="AT")),
    )
    a_company("Gama SRL", city="Cluj"), a_company("Gama SRL", city="Iași")
    a_person("Ion Popescu", email="a@x.example"), a_person("Ion Popescu", email="b@y.example")
    company = a_company("Delta SRL", email="office@delta.example")
    a_person("Ana", company=company, email="office@delta.example")
    a_person("Mihai", company=company, email="office@delta.example")
    assert looked_through() == set()


def test_what_more_than_fifty_share_tells_nothing() -> None:
    for number in range(51):
        a_person(f"Ion {chr(97 + number % 26)}{number // 26}xyz Popa", phone="0744 555 010")
    assert looked_through() == set()


def test_a_verdict_is_remembered_and_what_is_no_longer_alike_is_forgotten() -> None:
    one, other = a_company("Codrul SRL"), a_company("Codrul S.R.L.")
    a_company("Alfa SRL"), a_company("S.C. Alfa")
    assert len(looked_through()) == 2
    judge_pair(actor=a_user(), kind="contact", first=other.pk, second=one.pk, verdict="different")
    Contact.objects.filter(name="Alfa SRL").update(is_active=False)
    assert looked_through() == set()
    assert Duplicate.objects.get().verdict == Verdict.DIFFERENT


def test_what_is_put_off_stands_at_the_end() -> None:
    user, contacts = a_user(), [a_company(name) for name in ("Alfa SRL", "S.C. Alfa", "Beta SRL", "S.C. Beta")]
    looked_through()
    judge_pair(actor=user, kind="contact", first=contacts[0].pk, second=contacts[1].pk, verdict="later")
    assert [line.first.name for line in lines(user, "contact")] == ["Beta SRL", "Alfa SRL"]


def test_the_job_shows_how_far_it_has_come() -> None:
    a_company("Alfa SRL"), a_company("S.C. Alfa")
    find_duplicates.call("contact")
    run = DuplicateScan.objects.get()
    assert (run.done, run.found, run.finished_at is not None) == (run.total, 1, True)


def test_a_merge_takes_the_pair_along() -> None:
    one, other = a_company("Alfa SRL"), a_company("S.C. Alfa")
    looked_through()
    merge_contacts(actor=None, contacts=[one.pk, other.pk])
    assert not Duplicate.objects.exists()


def test_the_queue_shows_both_sides_and_takes_a_verdict(client: Client) -> None:
    client.force_login(a_user(name="Ana"))
    a_company("Alfa SRL", city="Cluj"), a_company("S.C. Alfa")
    looked_through()
    page = client.get("/contacts/duplicates/").content.decode()
    assert "Alfa SRL" in page
    assert "S.C. Alfa" in page
    assert "Același nume" in page
    client.post(f"/contacts/duplicates/{Duplicate.objects.get().pk}/verdict/", {"verdict": "different"})
    assert "S.C. Alfa" not in client.get("/contacts/duplicates/").content.decode()


def test_the_record_shows_what_is_similar_until_somebody_tells_them_apart(client: Client) -> None:
    client.force_login(a_user(name="Ana"))
    one, other = a_company("Alfa SRL"), a_company("S.C. Alfa")
    assert "S.C. Alfa" in client.get(f"/contacts/{one.pk}/similar/").content.decode()
    client.post(f"/contacts/{one.pk}/apart/", {"other": str(other.pk)})
    assert "S.C. Alfa" not in client.get(f"/contacts/{one.pk}/similar/").content.decode()


def test_the_page_of_a_merge_shows_both_and_merges_as_chosen(client: Client) -> None:
    client.force_login(a_user(name="Ana"))
    one, other = a_company("Alfa SRL", city="Cluj"), a_company("S.C. Alfa Mare", phone="0264 555 010")
    ids = f"{one.pk},{other.pk}"
    page = client.get(f"/contacts/merge/?ids={ids}").content.decode()
    assert "S.C. Alfa Mare" in page
    assert "Cluj" in page
    answer = client.post("/contacts/merge/", {"ids": ids, "merge": "1", "kept": str(one.pk), "name": str(other.pk)})
    assert answer.headers["Location"] == f"/contacts/{one.pk}/"
    assert Contact.objects.get().name == "S.C. Alfa Mare"
    assert client.get(f"/contacts/{other.pk}/").headers["Location"] == f"/contacts/{one.pk}/"
    assert client.get(f"/r/{other.pk}/").headers["Location"] == f"/contacts/{one.pk}/"
