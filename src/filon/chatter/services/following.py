"""Who follows a record."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter.choices import Topic
from filon.chatter.models import Follower
from filon.chatter.services.records import require_change, require_visible, visible_record
from filon.contacts.models import Contact
from filon.contacts.services.finding import with_email
from filon.core.exceptions import DomainError
from filon.core.normalising import normalised_email
from filon.history.services import recording

LABEL = gettext_noop("Changed who follows")


@transaction.atomic
def follow(*, actor: User | None, record_id: int, user: User) -> Follower:
    """Let `user` hear what happens on the record. Whoever sees it may follow; adding others takes the right to change.

    DomainError when `user` himself may not see the record.
    """
    (require_visible if actor == user else require_change)(actor, record_id)
    if visible_record(user, record_id) is None:
        raise DomainError(_("%(name)s may not see this record.") % {"name": user.name}, field="user")
    recording.describe(LABEL)
    follower, _created = Follower.objects.get_or_create(record_id=record_id, user=user)
    return follower


@transaction.atomic
def follow_as_contact(*, actor: User | None, record_id: int, contact: Contact) -> Follower:
    """Let a customer get every message that we write about the record."""
    require_change(actor, record_id)
    if not contact.email_normalised:
        raise DomainError(_("%(name)s has no e-mail address.") % {"name": contact.name}, field="contact")
    recording.describe(LABEL)
    follower, _created = Follower.objects.get_or_create(record_id=record_id, contact=contact)
    return follower


@transaction.atomic
def follow_as_address(*, actor: User | None, record_id: int, address: str) -> Follower:
    """Let whoever reads `address` get every message that we write about the record."""
    require_change(actor, record_id)
    bare = normalised_email(address)
    if not bare:
        raise DomainError(_("This is not an e-mail address."), field="address")
    recording.describe(LABEL)
    follower, _created = Follower.objects.get_or_create(record_id=record_id, address=bare)
    return follower


@transaction.atomic
def unfollow(*, actor: User, record_id: int) -> None:
    """Let `actor` no longer hear what happens on the record."""
    recording.describe(LABEL)
    Follower.objects.filter(record_id=record_id, user=actor).delete()


@transaction.atomic
def choose_topics(*, actor: User, record_id: int, topics: Iterable[str]) -> Follower:
    """Say what `actor` wants to hear of on a record that he follows."""
    follower = Follower.objects.select_for_update().filter(record_id=record_id, user=actor).first()
    if follower is None:
        raise DomainError(_("You do not follow this record."))
    recording.describe(LABEL)
    chosen = set(topics)
    follower.hears = [topic.value for topic in Topic if topic.value in chosen]
    follower.save(update_fields=["hears"])
    return follower


@transaction.atomic
def remove_follower(*, actor: User | None, follower: Follower) -> None:
    """Take somebody off the record's followers."""
    require_change(actor, follower.record_id)
    recording.describe(LABEL)
    follower.delete()


def followers_of(record_id: int) -> list[Follower]:
    """Everybody who follows the record: colleagues first."""
    rows = Follower.objects.filter(record_id=record_id).select_related("user", "contact")
    return sorted(rows, key=lambda row: (row.user is None, str(row)))


def is_following(*, record_id: int, user: User) -> bool:
    """Whether `user` follows the record."""
    return Follower.objects.filter(record_id=record_id, user=user).exists()


def address_follows(record_id: int, address: str) -> bool:
    """Whether somebody with this normalised e-mail address follows the record."""
    followers = Follower.objects.filter(record_id=record_id)
    return (
        followers.filter(address=address).exists()
        or followers.filter(contact__in=with_email(address)).exists()
        or followers.filter(user__email__iexact=address, user__is_active=True).exists()
    )
