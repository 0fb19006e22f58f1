"""Users on whom something depends stay."""

import pytest

from filon.accounts.models import User
from filon.accounts.services.managing import delete_user
from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import Contact
from filon.core.exceptions import Conflict
from filon.history.choices import Kind
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
