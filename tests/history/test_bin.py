"""The bin: what was deleted or archived comes back, one or many, as far as it can."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from filon.accounts.testing import a_user, an_administrator
from filon.activities.models import Activity
from filon.activities.testing import an_activity
from filon.catalog.services.products import archive_product, delete_product
from filon.catalog.testing import a_product
from filon.contacts.models import Contact
from filon.contacts.services.editing import archive_contact, delete_contact
from filon.contacts.testing import a_company, a_person
from filon.crm.models import Lead
from filon.crm.services.archiving import archive_leads, delete_leads
from filon.crm.testing import a_lead
from filon.history.models import Change, ChangeSet
from filon.history.services import binning
from filon.history.services.recording import write
from filon.history.services.undoing import undo
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return an_administrator(name="Radu")


def page(user, name="history:bin", **query) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse(name), query).content.decode()


def restore(user, rows, name="history:bin"):
    client = Client()
    client.force_login(user)
    data = {"act": "bulk", "bulk": "restore", "ids": [row.pk for row in rows]}
    return client.post(reverse(name), data, headers={"HX-Request": "true"})


def deletions(user) -> dict[str, Change]:
    return {binning.title_of(change): change for change in binning.deleted(user).select_related("table")}


def test_a_deleted_lead_comes_back_with_all_that_belonged_to_it(boss):
    first, second = a_lead("Iluminat", tags=[a_tag(name="Urgent")]), a_lead("Panouri")
    an_activity(first.pk, boss)
    with write(boss, "web"):
        delete_leads(actor=boss, leads=[first, second])
    shown = page(boss)
    assert "Iluminat" in shown
    assert "Panouri" in shown
    assert "Radu" in shown
    assert "Panouri" not in page(boss, q="iluminat")
    restore(boss, [deletions(boss)["Iluminat"]])
    back = Lead.objects.get(pk=first.pk)
    assert [str(tag) for tag in back.tags.all()] == ["Urgent"]
    assert Activity.objects.filter(record=first.pk).count() == 1
    assert list(deletions(boss)) == ["Panouri"]
    newest = ChangeSet.objects.latest("pk")
    assert newest.title == "A adus înapoi o înregistrare din coș"
    undo(newest.pk, boss)
    assert not Lead.objects.filter(pk=first.pk).exists()


def test_what_it_belonged_to_is_gone_and_the_answer_says_so(boss):
    codrul = a_company("Codrul SRL")
    lead = a_lead("Iluminat", contact=codrul)
    for act in (lambda: delete_leads(actor=boss, leads=[lead]), lambda: delete_contact(actor=boss, contact=codrul)):
        with write(boss, "web"):
            act()
    answer = restore(boss, [deletions(boss)["Iluminat"]])
    told = json.loads(answer["HX-Trigger"])["filon:toast"]["toasts"][0]["text"]
    assert told == "„Iluminat”: Oportunitate, Client: valoarea de dinainte nu mai există."
    assert not Lead.objects.exists()
    answer = restore(boss, deletions(boss).values())
    assert Lead.objects.get().contact == codrul


def test_everybody_else_sees_what_he_deleted_himself(boss):
    mihai = a_user(name="Mihai")
    products = [a_product("Lampă"), a_product("Bec")]
    with write(boss, "web"):
        delete_product(actor=boss, product=products[0])
    with write(mihai, "web"):
        Contact.objects.filter(pk=a_person("Ana").pk).get().record.delete()
    assert list(deletions(mihai)) == ["Ana"]
    assert set(deletions(boss)) == {"Ana", "Lampă"}
    assert not list(deletions(a_user(name="Dan")))
    restore(mihai, [deletions(boss)["Lampă"]])
    assert "Lampă" in deletions(boss)


def test_what_an_undo_took_away_is_not_in_the_bin(boss):
    with write(boss, "web"):
        a_company("Codrul SRL")
    undo(ChangeSet.objects.latest("pk").pk, boss)
    assert not Contact.objects.exists()
    assert not deletions(boss)


def test_archived_records_come_back_each_as_its_room_does_it(boss, django_assert_max_num_queries):
    mihai = a_user(name="Mihai")
    lead, other = a_lead("Iluminat", salesperson=mihai), a_lead("A altuia", salesperson=boss)
    codrul, lamp = a_company("Codrul SRL"), a_product("Lampă")
    with write(boss, "web"):
        archive_leads(actor=boss, leads=[lead, other])
        archive_contact(actor=boss, contact=codrul)
        archive_product(actor=boss, product=lamp, is_active=False)
    with django_assert_max_num_queries(36):
        shown = page(mihai, "history:bin-archived")
    assert all(name in shown for name in ("Iluminat", "Codrul SRL", "Lampă", "Radu"))
    assert "A altuia" not in shown
    assert "Codrul" not in page(mihai, "history:bin-archived", q="iluminat")
    assert "Codrul" in page(mihai, "history:bin-archived", filter="kind:contact")
    restore(mihai, [lead, codrul, lamp, other], "history:bin-archived")
    lead.refresh_from_db()
    codrul.refresh_from_db()
    other.refresh_from_db()
    assert (lead.is_active, codrul.is_active, other.is_active) == (True, True, False)
    client = Client()
    client.force_login(mihai)
    assert client.get(reverse("history:bin-record", args=[codrul.pk]))["Location"] == f"/contacts/{codrul.pk}/"
