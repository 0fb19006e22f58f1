"""The queue of likely duplicates: what people see of it, and what they say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.contacts.models import Contact, Duplicate, Verdict
from filon.contacts.services.similar import why
from filon.core.exceptions import DomainError
from filon.core.registry import Registry
from filon.history.services import recording

SHOWN = 20
LOOKED_AT = 200


@dataclass(frozen=True)
class Side:
    """One of two records as the queue shows it: where it is, what it is called, and what tells it apart."""

    pk: int
    url: str
    name: str
    facts: list[str]
    picture_url: str = ""


@dataclass(frozen=True)
class Line:
    """A pair as the queue shows it."""

    pk: int
    first: Side
    second: Side
    why: str
    is_later: bool
    merge_url: str

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, the older first."""
        return self.first, self.second


@dataclass(frozen=True)
class Kind:
    """One kind of record in the queue. `sides` gives those of the ids that are in use and that the user sees."""

    label: Any
    sides: Callable[[User, set[int]], dict[int, Side]]
    merge_url: Callable[[int, int], str]
    why: Callable[[list[str]], str] = why
    visible_to: Callable[[User], bool] = lambda _user: True


kinds: Registry[Kind] = Registry("kind of duplicates")


def lines(user: User, kind: str) -> list[Line]:
    """The likeliest pairs whose both sides the user sees."""
    declared, found = kinds[kind], list[Line]()
    pairs = list(Duplicate.objects.filter(kind=kind).waiting()[:LOOKED_AT])
    sides = declared.sides(user, {pk for pair in pairs for pk in (pair.first_id, pair.second_id)})
    for pair in pairs:
        if pair.first_id in sides and pair.second_id in sides and len(found) < SHOWN:
            found.append(
                Line(
                    pair.pk, sides[pair.first_id], sides[pair.second_id], declared.why(pair.reasons.split()),
                    pair.verdict == Verdict.LATER, declared.merge_url(pair.first_id, pair.second_id),
                )
            )  # fmt: skip
    return found


@transaction.atomic
def judge_pair(*, actor: User, kind: str, first: int, second: int, verdict: str) -> Duplicate:
    """Remember that two records are different, or that somebody will look at them later, or neither (`open`)."""
    if verdict not in Verdict.values or first == second:
        raise DomainError(_("Say whether they are different, or to be looked at later."), field="verdict")
    recording.describe(gettext_noop("Judged a likely duplicate"))
    older, newer = sorted((first, second))
    if len(kinds[kind].sides(actor, {older, newer})) < 2:
        raise DomainError(_("One of these is no longer there. Look at the list again."))
    pair, _is_new = Duplicate.objects.get_or_create(first_id=older, second_id=newer, defaults={"kind": kind})
    pair.verdict, pair.judged_by = verdict, actor
    pair.save(update_fields=["verdict", "judged_by"])
    return pair


def told_apart(pk: int) -> set[int]:
    """The records that people said are another one than `pk`."""
    pairs = Duplicate.objects.filter(verdict=Verdict.DIFFERENT)
    return {
        *pairs.filter(first=pk).values_list("second", flat=True),
        *pairs.filter(second=pk).values_list("first", flat=True),
    }


def forget_pairs(_kept: int, gone: Sequence[int]) -> None:
    """Records were merged: what was thought of those that went goes with them."""
    Duplicate.objects.filter(Q(first__in=gone) | Q(second__in=gone)).delete()


def contact_sides(user: User, ids: set[int]) -> dict[int, Side]:
    """Contacts in use as the queue shows them."""
    found = Contact.objects.visible_to(user).active().filter(pk__in=ids).select_related("company")
    return {
        contact.pk: Side(
            contact.pk,
            reverse("contacts:contact", args=[contact.pk]),
            contact.name,
            contact_facts(contact),
            contact.picture_url,
        )
        for contact in found
    }


def contact_facts(contact: Contact) -> list[str]:
    """What tells a contact from another one."""
    company = contact.company.name if contact.company else ""
    told = (contact.vat, company, contact.job_position, contact.email, contact.phone, contact.mobile, contact.city)
    return [text for text in told if text]
