"""Users on whom something depends stay."""

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.services.managing import delete_user
from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import Contact
from filon.core.exceptions import Conflict
from filon.history.choices import Kind
from filon.history.models import Change, ChangeSet
from filon.history.services.recording import write

pytestmark = pytest.mark.django_db


def test_a_user_who_created_something_is_not_deleted_and_the_sentence_says_what() -> None:
    user = a_user()
    Contact.objects.create(name="Codrul SRL", created_by=user)
    with pytest.raises(Conflict, match="Contact: 1"):
        delete_user(actor=an_administrator(), user=user)
    assert User.objects.filter(pk=user.pk).exists()


def test_a_user_whom_the_history_names_is_not_deleted() -> None:
    user = a_user()
    with write(user, Kind.WEB):
        contact = Contact.objects.create(name="Codrul SRL")
    contact.record.delete()
    with pytest.raises(Conflict):
        delete_user(actor=an_administrator(), user=user)


def test_signing_in_writes_no_history(client: Client) -> None:
    user = a_user(password="un munte de cupru")
    before = Change.objects.count()
    assert client.post("/sign-in/", {"email": user.email, "password": "un munte de cupru"}).status_code == 302
    assert Change.objects.count() == before


def test_what_was_done_to_users_and_tags_is_named_in_the_history(client: Client) -> None:
    client.force_login(an_administrator())
    client.post("/configuration/tags/", {"act": "create", "name": "Iluminat", "colour": "1"})
    client.post("/system/users/new/", {"name": "Ioana", "email": "i@exemplu.test", "role": "own", "language": "ro"})
    assert [row.title for row in ChangeSet.objects.all()][:2] == [
        "A fost adăugat un utilizator",
        "A fost adăugată o etichetă",
    ]
