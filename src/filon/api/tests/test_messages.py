"""What is said on records by REST: copies, a moment to come, templates; and addresses that do not answer."""

from datetime import timedelta

import pytest

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.api.testing import Program
from filon.calendar.testing import a_meeting
from filon.chatter.services.templates import create_template
from filon.contacts.models import BouncingAddress, Contact
from filon.contacts.testing import a_person
from filon.core import clock
from filon.crm.testing import a_lead
from filon.mail.models import OutboundMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return a_user(name="Ana Dobre")


@pytest.fixture
def program(ana: User) -> Program:
    return Program(ana)


@pytest.fixture
def elena() -> Contact:
    return a_person("Elena Țăranu", email="elena@x.example")


def test_a_message_takes_a_subject_copies_and_a_moment_to_come(program: Program, elena: Contact) -> None:
    later = (clock.now() + timedelta(days=2)).isoformat()
    values = {"kind": "message", "subject": "Ofertă", "body": "Bună", "cc": ["sef@x.example"], "send_at": later}
    said = program.post(f"contacts/{elena.pk}/messages", values)
    assert said.status_code == 201
    body = said.json()
    assert (body["subject"], body["to"], body["cc"]) == (
        "Ofertă",
        ["Elena Țăranu <elena@x.example>"],
        ["sef@x.example"],
    )
    assert body["send_at"][:16] == later[:16]
    assert OutboundMessage.objects.get().is_scheduled


def test_a_template_writes_the_message_and_what_is_said_besides_wins(program: Program, elena: Contact) -> None:
    texts = {"subject": {"ro": "Pentru {contact.name}"}, "body": {"ro": "De la {user.name}"}}
    template = create_template(actor=None, name={"ro": "Salut"}, record_kinds=["contact"], **texts)
    path = f"contacts/{elena.pk}/messages"
    said = program.post(path, {"kind": "message", "template": template.pk}).json()
    assert (said["subject"], said["body"]) == ("Pentru Elena Țăranu", "De la Ana Dobre")
    said = program.post(path, {"kind": "message", "template": template.pk, "body": "Altceva"}).json()
    assert (said["subject"], said["body"]) == ("Pentru Elena Țăranu", "Altceva")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "message", "body": ""}, "body"),
        ({"kind": "message", "body": "x", "to": []}, "also_to"),
        ({"kind": "message", "body": "x", "cc": ["fără adresă"]}, "to"),
        ({"kind": "message", "body": "x", "send_at": "2090-01-01T10:00:00Z"}, "send_at"),
        ({"kind": "message", "body": "x", "send_at": "mâine"}, "send_at"),
        ({"kind": "message", "template": 1}, "template"),
        ({"kind": "note", "body": "x", "cc": ["a@x.example"]}, "cc"),
        ({"kind": "shout", "body": "x"}, "kind"),
    ],
)
def test_what_cannot_be_said_is_refused_and_named(program: Program, elena: Contact, values, field: str) -> None:
    answer = program.post(f"contacts/{elena.pk}/messages", values)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].endswith(field)
    assert not OutboundMessage.objects.exists()


def test_a_message_on_a_meeting_goes_to_those_who_come_from_outside(ana: User, elena: Contact) -> None:
    meeting = a_meeting(organiser=ana, attendees=[ana, elena])
    said = Program(ana).post(f"meetings/{meeting.pk}/messages", {"kind": "message", "body": "Ne vedem la poartă."})
    assert said.json()["to"] == ["Elena Țăranu <elena@x.example>"]


def test_addresses_from_which_messages_come_back_are_counted(program: Program, elena: Contact) -> None:
    lead = a_lead(email="elena@x.example")
    BouncingAddress.objects.create(address="elena@x.example", bounces=3)
    assert program.get(f"contacts/{elena.pk}").json()["email_bounces"] == 3
    assert program.get(f"leads/{lead.pk}").json()["email_bounces"] == 3
