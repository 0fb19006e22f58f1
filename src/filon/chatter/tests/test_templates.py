"""Message templates say in the customer's language what the record knows."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.chatter.models import MessageTemplate
from filon.chatter.services.attaching import Upload
from filon.chatter.services.rendering import placeholders_for, render
from filon.chatter.services.templates import archive_template, change_template, create_template
from filon.chatter.testing import a_template
from filon.contacts.testing import a_person
from filon.core.exceptions import Conflict, DomainError, NotAllowed

pytestmark = pytest.mark.django_db


def test_a_template_speaks_the_language_of_the_customer() -> None:
    template = a_template(body={"ro": "Bună ziua, {contact.name}", "en": "Dear {contact.name}"})
    elena = a_person("Elena Țăranu")
    assert render(template, elena.pk).body == "Bună ziua, Elena Țăranu"
    john = a_person("John Smith", language="en")
    assert render(template, john.pk).body == "Dear John Smith"
    assert render(template, john.pk, "ro").body == "Bună ziua, John Smith"


def test_who_writes_and_his_company_can_stand_in_it() -> None:
    template = a_template(subject={"ro": "De la {user.name}"}, body={"ro": "{user.email} {company.name}"})
    ana = a_user(name="Ana Pop")
    rendered = render(template, a_person().pk, actor=ana)
    assert rendered.subject == "De la Ana Pop"
    assert rendered.body.startswith(ana.email)


def test_the_subject_is_one_line_whatever_the_record_is_called() -> None:
    template = a_template(subject={"ro": "Pentru {contact.name}"}, body={"ro": "x"})
    elena = a_person("Elena")
    type(elena).objects.update(name="Elena\r\nBcc: x@x.example")
    assert render(template, elena.pk).subject == "Pentru Elena Bcc: x@x.example"


def test_a_template_for_other_records_is_refused() -> None:
    template = create_template(actor=None, name={"ro": "Oferta"}, record_kinds=["quotation"], body={"ro": "x"})
    with pytest.raises(DomainError):
        render(template, a_person().pk)


def test_only_what_every_chosen_kind_knows_may_stand_in_it() -> None:
    values = {"name": {"ro": "Ambele"}, "body": {"ro": "{lead.name}"}}
    with pytest.raises(DomainError) as refusal:
        create_template(actor=None, record_kinds=["lead", "contact"], **values)
    assert "lead.name" in refusal.value.errors["body_ro"]
    assert "{contact.name}" in refusal.value.errors["body_ro"]
    assert create_template(actor=None, record_kinds=["lead"], **values).pk
    assert "contact.name" in placeholders_for(["lead", "contact"])


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(DomainError) as refusal:
        create_template(actor=None)
    assert set(refusal.value.errors) == {"name_ro", "record_kinds", "body_ro"}


def test_two_templates_of_one_name_are_one_too_many() -> None:
    a_template(name="Mulțumim")
    with pytest.raises(Conflict):
        a_template(name="multumim")


def test_files_go_with_it_and_can_be_taken_away() -> None:
    template = a_template(files=[Upload("Prezentare.pdf", b"%PDF-1.7")])
    assert [file.content for file in render(template, a_person().pk).uploads()] == [b"%PDF-1.7"]
    change_template(actor=None, template=template, dropped=[template.files.get().pk])
    assert not template.files.exists()


def test_only_administrators_change_templates() -> None:
    template = a_template()
    with pytest.raises(NotAllowed):
        archive_template(actor=a_user(), template=template)
    archive_template(actor=an_administrator(), template=template)
    assert template not in MessageTemplate.objects.offered_for("contact")


def test_a_new_house_has_templates_that_work() -> None:
    for template in MessageTemplate.objects.all():
        change_template(actor=None, template=template)
    assert MessageTemplate.objects.offered_for("quotation")
    assert MessageTemplate.objects.offered_for("invoice")


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(client: Client) -> None:
    client.force_login(an_administrator())
    typed = {"name_ro": "Mulțumim", "record_kinds": ["contact"], "body_ro": "{contact.nume} salut"}
    answer = client.post("/message-templates/new/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "{contact.nume} salut" in page
    assert "nu este un câmp cunoscut aici" in page
    typed["body_ro"] = "{contact.name} salut"
    assert client.post("/message-templates/new/", typed).status_code == 302
    assert "Mulțumim" in client.get("/message-templates/").content.decode()
    template = MessageTemplate.objects.get(name__ro="Mulțumim")
    assert "{contact.name} salut" in client.get(f"/message-templates/{template.pk}/").content.decode()


def test_the_preview_shows_a_template_on_a_record_in_either_language(client: Client) -> None:
    client.force_login(an_administrator())
    first, last = a_person("Elena Țăranu"), a_person("Ion Popescu")
    texts = {
        "subject": {"ro": "Salut", "en": "Hello"},
        "body": {"ro": "Bună, {contact.name}", "en": "Dear {contact.name}"},
    }
    path = f"/message-templates/{a_template(**texts).pk}/preview/"
    assert "Bună, Ion Popescu" in client.get(path).content.decode(), "the newest, in the house's language"
    page = client.get(path, {"record": first.pk, "language": "en"}).content.decode()
    assert "Dear Elena Țăranu" in page
    assert f'value="{last.pk}"' in page
    assert client.get(path, {"record": "9" * 30, "language": "xx"}).status_code == 200
