"""Tags by typing."""

import pytest
from django.utils import translation

from filon.accounts.testing import a_user, an_administrator
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.organisation.models import Tag
from filon.organisation.services.tagging import (
    archive_tag,
    change_tag,
    create_tag,
    delete_tag,
    find_or_create_tag,
)
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db


def test_a_typed_word_becomes_a_tag_that_is_read_in_both_languages() -> None:
    tag = create_tag(actor=a_user(), name="  Pompe de   căldură ")
    with translation.override("en"):
        assert str(tag) == "Pompe de căldură"


def test_the_same_word_without_diacritics_is_the_same_tag() -> None:
    tag = a_tag(name="Mentenanță")
    assert find_or_create_tag(actor=a_user(), name="MENTENANTA") == tag
    with pytest.raises(Conflict):
        create_tag(actor=a_user(), name="mentenanţă")


def test_an_archived_tag_comes_back_when_somebody_types_it() -> None:
    tag = a_tag()
    archive_tag(actor=an_administrator(), tag=tag)
    assert find_or_create_tag(actor=a_user(), name=str(tag)).is_active


def test_a_new_tag_takes_the_colour_that_is_used_least() -> None:
    for colour in (1, 2, 4):
        a_tag(name=f"T{colour}", colour=colour)
    assert create_tag(actor=None, name="Nou").colour == 3


def test_renaming_in_english_keeps_the_romanian_name() -> None:
    tag = a_tag(name="Iluminat")
    with translation.override("en"):
        change_tag(actor=an_administrator(), tag=tag, name="Lighting")
    tag.refresh_from_db()
    assert tag.name == {"ro": "Iluminat", "en": "Lighting"}


def test_a_tag_that_nothing_carries_is_deleted() -> None:
    tag = a_tag()
    delete_tag(actor=an_administrator(), tag=tag)
    assert not Tag.objects.exists()


def test_whoever_works_here_renames_tags_but_only_administrators_archive_and_delete_them() -> None:
    tag = change_tag(actor=a_user(), tag=a_tag(), name="Altfel")
    assert str(tag) == "Altfel"
    for act in (archive_tag, delete_tag):
        with pytest.raises(NotAllowed):
            act(actor=a_user(), tag=tag)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_an_empty_or_endless_name_is_refused(name: str) -> None:
    with pytest.raises(DomainError):
        create_tag(actor=None, name=name)
