"""One message to many: each gets his own, may ask for no more by one click, and who must not be written to is not."""

import email
import email.policy

import pytest
from django.test import Client

from filon.accounts.testing import a_user
from filon.chatter.hooks import Text
from filon.chatter.models import Message
from filon.chatter.services.mailing import Addressee, plan_mailing, write_one, write_to_many
from filon.chatter.services.templates import create_template
from filon.contacts.models import BouncingAddress, Contact
from filon.contacts.services.suppressing import suppress
from filon.contacts.testing import a_person
from filon.core.exceptions import DomainError
from filon.core.files import file_store
from filon.jobs.services import long_running
from filon.jobs.testing import run_jobs
from filon.mail.models import OutboundMessage
from filon.ui.lists import bulk

pytestmark = pytest.mark.django_db
TEXT = Text(None, "Pentru {contact.name}", "Stimate {contact.name}, avem o veste.")


def people() -> list[Contact]:
    return [a_person(f"Om {number}", email=f"om{number}@x.example") for number in range(3)]


def addressees(contacts: list[Contact]) -> list[Addressee]:
    return [Addressee(one.pk, one.email_normalised) for one in contacts]


def test_each_gets_a_message_of_his_own_with_a_way_out_by_one_click(client: Client) -> None:
    write_to_many(actor=a_user(), kind="contact", people=addressees(people()), text=TEXT)
    run_jobs()
    sent = list(OutboundMessage.objects.order_by("pk"))
    assert [(one.to, one.subject) for one in sent] == [
        ([f"Om {number} <om{number}@x.example>"], f"Pentru Om {number}") for number in range(3)
    ]
    parsed = email.message_from_bytes(file_store().get(sent[1].digest), policy=email.policy.default)
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = parsed["List-Unsubscribe"].strip("<>")
    text = parsed.get_content()
    assert "Stimate Om 1" in text
    assert "Dacă nu mai doriți mesaje de acest fel" in text
    assert Message.objects.get(outbound=sent[1]).body_text == "Stimate Om 1, avem o veste."
    path = "/" + link.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert plan_mailing([Addressee(1, "om1@x.example")]).objected == 0, "programs that look at links object for nobody"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert plan_mailing([Addressee(1, "om1@x.example")]).objected == 1


def test_who_is_not_to_be_written_to_is_left_out_and_counted() -> None:
    one, two, three = people()
    suppress(actor=None, kind="email", value=one.email)
    BouncingAddress.objects.create(address=two.email, bounces=1)
    plan = plan_mailing([*addressees([one, two, three]), Addressee(5, three.email), Addressee(6, "")])
    assert plan.to == [Addressee(three.pk, three.email)]
    assert plan.sentence() == (
        "Pleacă un mesaj. 1 nu are adresă. 1 a cerut să nu i se mai scrie. "
        "De la 1 adresă mesajele se întorc. 1 are adresa altcuiva din listă."
    )
    with pytest.raises(DomainError):
        write_to_many(actor=a_user(), kind="contact", people=addressees([one, two]), text=TEXT)


def test_an_objection_that_comes_meanwhile_stands_as_a_note() -> None:
    one = a_person("Om", email="om@x.example")
    suppress(actor=None, kind="email", value=one.email)
    note = write_one(actor=a_user(), to=Addressee(one.pk, one.email), text=TEXT)
    assert (note.kind, OutboundMessage.objects.count()) == ("note", 0)


def test_more_than_a_batch_are_written_to_once_each() -> None:
    many = [a_person(f"Om {number}", email=f"om{number}@x.example") for number in range(23)]
    write_to_many(actor=a_user(), kind="contact", people=addressees(many), text=TEXT)
    run_jobs()
    assert OutboundMessage.objects.count() == 23


def test_the_list_writes_by_a_template_or_by_what_is_typed(client: Client) -> None:
    client.force_login(a_user())
    ids = [one.pk for one in people()]
    template = create_template(
        actor=None,
        name={"ro": "Salut"},
        record_kinds=["contact"],
        subject={"ro": "Salut"},
        body={"ro": "Bună {contact.name}"},
    )
    posted = {"act": "bulk", "bulk": "write", "ids": ids}
    asked = client.post("/contacts/?filter=", posted, headers={"HX-Request": "true"})
    assert "Pleacă 3 mesaje, fiecare la o adresă." in asked.content.decode()
    for wrong in ({}, {"template": template.pk, "body": "x"}, {"subject": "x", "body": "{contact.nume}"}):
        answer = client.post(
            "/contacts/?filter=", {**posted, "confirmed": "1", **wrong}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 422
    typed = {**posted, "confirmed": "1", "template": template.pk}
    assert client.post("/contacts/?filter=", typed, headers={"HX-Request": "true"}).status_code == 204
    run_jobs()
    assert OutboundMessage.objects.filter(subject="Salut").count() == 3


def test_many_rows_are_written_to_as_one_so_that_nobody_gets_two(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    monkeypatch.setattr(long_running, "BATCH", 2)
    client.force_login(a_user())
    for name in ("Ana", "Barbu", "Carmen"):
        a_person(name, email="birou@x.example")
    typed = {"act": "bulk", "bulk": "write", "all": "1", "confirmed": "1", "subject": "Veste", "body": "Avem o veste."}
    assert client.post("/contacts/?filter=", typed, headers={"HX-Request": "true"}).status_code == 204
    run_jobs()
    assert OutboundMessage.objects.count() == 1
