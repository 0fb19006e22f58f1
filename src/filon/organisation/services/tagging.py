"""Tags: made by typing, renamed, recoloured, archived, and deleted only when nothing carries them."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import ManyToManyRel, QuerySet
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from filon.accounts.choices import Role
from filon.accounts.models import User
from filon.accounts.policies import require_administrator, require_role
from filon.core.exceptions import Conflict, DomainError
from filon.core.fields import translated
from filon.core.normalising import comma_below, folded, sort_key
from filon.core.record_types import label_of
from filon.history.services.recording import describe
from filon.organisation.models import Tag
from filon.ui.configuration.naming import LONGEST

COLOURS = range(1, 11)


def tags_like(typed: str, *, limit: int = 10) -> list[Tag]:
    """The tags on offer whose name has `typed` in it, without regard to case and diacritics; all for an empty text."""
    wanted = folded(typed)
    tags = (tag for tag in Tag.objects.filter(is_active=True) if any(wanted in folded(t) for t in tag.name.values()))
    return list(islice(tags, limit))


def tag_named(name: str, *, besides: int | None = None) -> Tag | None:
    """The tag that is called `name` in any language, without regard to case and diacritics."""
    wanted = folded(name)
    for tag in Tag.objects.all():
        if tag.pk != besides and wanted in {folded(text) for text in tag.name.values()}:
            return tag
    return None


@transaction.atomic
def create_tag(*, actor: User | None, name: str, colour: int | None = None) -> Tag:
    """Make a tag of the word that was typed, in the language of the moment; others fall back to it.

    Without a colour it takes the one that is used least.
    """
    require_role(actor, Role.OWN)
    text = _checked(name)
    describe(gettext_noop("Added a tag"))
    tag = Tag(name={_language(): text}, colour=_colour(colour), sort_key=sort_key(text))
    tag.save()
    return tag


@transaction.atomic
def find_or_create_tag(*, actor: User | None, name: str) -> Tag:
    """The tag called `name`, made if there is none; an archived one comes back into use."""
    require_role(actor, Role.OWN)
    tag = tag_named(name)
    if tag is None:
        return create_tag(actor=actor, name=name)
    if not tag.is_active:
        tag.is_active = True
        tag.save(update_fields=["is_active"])
    return tag


@transaction.atomic
def tags_named(*, actor: User | None, names: Iterable[str], carried: Iterable[Tag] = ()) -> list[Tag]:
    """The tags called `names`, in order, made where there is none. Those that the record has `carried` stay as they
    are, also when they are archived."""
    kept = {folded(text): tag for tag in carried for text in tag.name.values()}
    return [kept.get(folded(name)) or find_or_create_tag(actor=actor, name=name) for name in names]


@transaction.atomic
def change_tag(*, actor: User | None, tag: Tag, name: str | None = None, colour: int | None = None) -> Tag:
    """Rename a tag in the language of the moment, or give it another colour."""
    require_role(actor, Role.OWN)
    tag = Tag.objects.select_for_update().get(pk=tag.pk)
    describe(gettext_noop("Changed a tag"))
    if name is not None:
        tag.name = {**tag.name, _language(): _checked(name, besides=tag.pk)}
        tag.sort_key = sort_key(translated(tag.name))
    if colour is not None:
        tag.colour = _colour(colour)
    tag.save()
    return tag


@transaction.atomic
def archive_tag(*, actor: User | None, tag: Tag) -> None:
    """Offer a tag no longer; what carries it keeps it."""
    require_administrator(actor)
    describe(gettext_noop("Archived a tag"))
    tag.is_active = False
    tag.save(update_fields=["is_active"])


@transaction.atomic
def restore_tag(*, actor: User | None, tag: Tag) -> None:
    """Offer an archived tag again."""
    require_administrator(actor)
    describe(gettext_noop("Brought a tag back"))
    tag.is_active = True
    tag.save(update_fields=["is_active"])


@transaction.atomic
def delete_tag(*, actor: User | None, tag: Tag) -> None:
    """Delete a tag that nothing carries; otherwise say what does."""
    require_administrator(actor)
    uses = [f"{label}: {count}" for label, count in tag_uses(tag)]
    if uses:
        raise Conflict(
            _("“%(tag)s” is in use (%(uses)s). Archive it instead: it is then offered no longer.")
            % {"tag": tag, "uses": ", ".join(uses)}
        )
    describe(gettext_noop("Deleted a tag"))
    tag.delete()


def tag_uses(tag: Tag) -> list[tuple[str, int]]:
    """What carries a tag: the name of each kind, and how many of it."""
    found = []
    for relation in _carriers():
        count = _links(relation).filter(**{f"{relation.field.m2m_reverse_field_name()}_id": tag.pk}).count()
        if count:
            found.append((label_of(relation.related_model) or _("Records"), count))
    return found


def _carriers() -> list[ManyToManyRel]:
    return [relation for relation in Tag._meta.related_objects if isinstance(relation, ManyToManyRel)]


def _links(relation: ManyToManyRel) -> QuerySet[Any]:
    through: Any = relation.through
    rows: QuerySet[Any] = through._default_manager.all()
    return rows


def require_no_comma(name: str) -> None:
    """Raise unless the name can stand among others in a field for tags."""
    if "," in name:
        raise DomainError(_("A comma separates tags, so it cannot be part of one."), field="name")


def _language() -> str:
    return (get_language() or "ro")[:2]


def _checked(name: str, *, besides: int | None = None) -> str:
    text = " ".join(comma_below(name).split())
    if not text:
        raise DomainError(_("Type the name of the tag."), field="name")
    require_no_comma(text)
    if len(text) > LONGEST:
        raise DomainError(_("A tag has at most %(longest)d characters.") % {"longest": LONGEST}, field="name")
    same = tag_named(text, besides=besides)
    if same is not None:
        sentence = _("The tag “%(tag)s” exists.") if same.is_active else _("The tag “%(tag)s” exists in the archive.")
        raise Conflict(sentence % {"tag": same}, field="name")
    return text


def _colour(colour: int | None) -> int:
    if colour is None:
        used = list(Tag.objects.filter(is_active=True).values_list("colour", flat=True))
        return min(COLOURS, key=used.count)
    if colour not in COLOURS:
        raise DomainError(_("Choose one of the ten colours."), field="colour")
    return colour
