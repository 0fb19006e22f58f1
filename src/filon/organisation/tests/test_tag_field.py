"""The field for tags."""

import pytest
from django import forms

from filon.accounts.testing import a_user
from filon.core.exceptions import DomainError
from filon.organisation.forms.tagging import TagsField
from filon.organisation.models import Tag
from filon.organisation.services.tagging import archive_tag, create_tag, tags_named
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db


class SomeForm(forms.Form):
    tags = TagsField(required=False)


def test_names_between_commas_are_tags_each_once() -> None:
    form = SomeForm({"tags": " Iluminat, Hală,,iluminat , Pompe  de căldură"})
    assert form.is_valid()
    assert form.cleaned_data["tags"] == ["Iluminat", "Hală", "Pompe de căldură"]


def test_the_tags_of_a_record_are_shown_in_their_colours() -> None:
    form = SomeForm(initial={"tags": [a_tag(name="Iluminat", colour=3)]})
    assert '<span class="tag tag3" data-name="Iluminat">' in str(form["tags"])
    assert 'value="Iluminat"' in str(form["tags"])


def test_another_order_is_no_change() -> None:
    initial = {"tags": [a_tag(name="Iluminat"), a_tag(name="Hală")]}
    assert not SomeForm({"tags": "hală, Iluminat"}, initial=initial).has_changed()
    assert SomeForm({"tags": "Iluminat"}, initial=initial).has_changed()


def test_an_endless_name_is_refused() -> None:
    assert not SomeForm({"tags": "x" * 61}).is_valid()


def test_words_become_tags_and_those_that_exist_are_taken() -> None:
    known = a_tag(name="Mentenanță")
    tags = tags_named(actor=a_user(), names=["mentenanta", "Nouă"])
    assert tags[0] == known
    assert Tag.objects.count() == 2


def test_an_archived_tag_stays_on_its_record_and_stays_archived() -> None:
    tag = a_tag()
    archive_tag(actor=None, tag=tag)
    tag.refresh_from_db()
    assert tags_named(actor=None, names=[str(tag)], carried=[tag]) == [tag]
    assert not Tag.objects.get().is_active


def test_a_tag_has_no_comma() -> None:
    with pytest.raises(DomainError):
        create_tag(actor=None, name="a, b")
