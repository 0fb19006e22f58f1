"""A tag that something carries stays."""

import pytest
from django.test import Client

from filon.accounts.testing import an_administrator
from filon.contacts.models import Contact
from filon.core.exceptions import Conflict
from filon.organisation.models import Tag
from filon.organisation.services.tagging import delete_tag
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db


def test_a_tag_in_use_is_not_deleted_and_says_where_it_is_used() -> None:
    tag = a_tag()
    Contact.objects.create(name="Codrul SRL").tags.add(tag)
    with pytest.raises(Conflict, match="1"):
        delete_tag(actor=an_administrator(), tag=tag)
    assert Tag.objects.filter(pk=tag.pk).exists()


def test_the_list_of_tags_says_what_carries_each(client: Client) -> None:
    Contact.objects.create(name="Codrul SRL").tags.add(a_tag())
    client.force_login(an_administrator())
    assert "1 contact" in client.get("/configuration/tags/").text
