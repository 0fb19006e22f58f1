"""Who is invited, and what they say to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.calendar import policies
from filon.calendar.choices import Answer
from filon.calendar.models import Attendee, Meeting
from filon.chatter.choices import MessageKind
from filon.chatter.models import Follower, Message
from filon.contacts.models import Contact
from filon.contacts.services.finding import find_by_email
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.core.normalising import normalised_email
from filon.history.services import recording

MOST = 200


@dataclass(frozen=True)
class Invitee:
    """Somebody to invite: a user, else a contact, else whoever reads `email`."""

    user: User | None = None
    contact: Contact | None = None
    email: str = ""

    @property
    def key(self) -> str:
        """What makes two of them the same: the address, else who they are."""
        if self.email:
            return self.email
        return f"user {self.user.pk}" if self.user else f"contact {self.contact.pk if self.contact else 0}"


def invitee_of(person: User | Contact | str) -> Invitee:
    """Whom `person` means. An address of a user or a known customer is that person; DomainError when it is none."""
    if isinstance(person, User):
        return Invitee(user=person, email=normalised_email(person.email))
    if isinstance(person, Contact):
        return Invitee(contact=person, email=person.email_normalised)
    email = normalised_email(person)
    if not email:
        raise DomainError(_("“%(text)s” is not an e-mail address.") % {"text": person[:100]}, field="attendees")
    user = User.objects.active().filter(email=email).first()
    if user is not None:
        return Invitee(user=user, email=email)
    contact = find_by_email(email)
    return Invitee(contact=contact, email=email)


def set_attendees(meeting: Meeting, people: Iterable[User | Contact | str]) -> list[Attendee]:
    """Invite exactly `people` and the organiser, who comes. One person is invited once, however often named.

    Returns the new ones. Those who stay keep their answer.
    """
    wanted: dict[str, Invitee] = {}
    for person in (meeting.organiser, *people):
        one = invitee_of(person)
        wanted.setdefault(one.key, one)
    if len(wanted) > MOST:
        raise DomainError(_("At most %(count)s people can be invited.") % {"count": MOST}, field="attendees")
    present = {_key(row): row for row in meeting.attendees.all()}
    gone = [row for key, row in present.items() if key not in wanted]
    meeting.attendees.filter(pk__in=[row.pk for row in gone]).delete()
    left = [row.user_id for row in gone if row.user_id]
    Follower.objects.filter(record_id=meeting.pk, user__in=left).delete()
    fresh = [_row(meeting, one) for key, one in wanted.items() if key not in present]
    for row in fresh:
        row.save()
    users = [row.user_id for row in fresh if row.user_id]
    for user_id in users:
        Follower.objects.get_or_create(record_id=meeting.pk, user_id=user_id)
    return fresh


def _key(row: Attendee) -> str:
    if row.email:
        return row.email
    return f"user {row.user_id}" if row.user_id else f"contact {row.contact_id}"


def _row(meeting: Meeting, one: Invitee) -> Attendee:
    is_host = one.user is not None and one.user.pk == meeting.organiser_id
    known = one.user or one.contact
    return Attendee(
        meeting=meeting,
        user=one.user,
        contact=None if one.user else one.contact,
        address="" if known else one.email,
        email=one.email,
        answer=Answer.ACCEPTED if is_host else Answer.WAITING,
        answered_at=clock.now() if is_host else None,
    )


def ask_again(meeting: Meeting, *, actor: User | None) -> None:
    """The time has changed: whoever said yes or no to the old one has not answered yet; who moved it comes."""
    changed = meeting.attendees.all()
    if actor is not None:
        changed = changed.exclude(user=actor)
    changed.update(answer=Answer.WAITING, answered_at=None)


@transaction.atomic
def answer(*, attendee: Attendee, answer: Answer, written_at: datetime | None = None, actor: User | None) -> bool:
    """Note what somebody says to an invitation; the thread and those who follow it hear of yes and no.

    Whoever is invited answers for himself: `actor` is None when the answer came by a signed link or by mail. An
    answer older than the one we have changes nothing. Returns whether it counted.
    """
    if actor is not None and attendee.user_id != actor.pk:
        policies.require_change(actor, attendee.meeting)
    moment = written_at or clock.now()
    row = Attendee.objects.select_for_update().get(pk=attendee.pk)
    if row.answered_at is not None and row.answered_at > moment:
        return False
    recording.describe(gettext_noop("Answered an invitation"))
    is_news = row.answer != answer
    row.answer, row.answered_at = answer, moment
    row.save(update_fields=["answer", "answered_at"])
    if is_news and answer != Answer.WAITING:
        say(row.meeting, sentence(row), by=row)
    return True


def sentence(attendee: Attendee) -> str:
    """What the thread says of an answer."""
    values = {"name": str(attendee), "meeting": attendee.meeting.subject}
    return {
        Answer.ACCEPTED: _("%(name)s accepted the invitation to “%(meeting)s”."),
        Answer.DECLINED: _("%(name)s declined the invitation to “%(meeting)s”."),
        Answer.TENTATIVE: _("%(name)s may come to “%(meeting)s”."),
        Answer.WAITING: _("%(name)s has not answered the invitation to “%(meeting)s”."),
    }[Answer(attendee.answer)] % values


def say(meeting: Meeting, text: str, *, by: Attendee | None = None, actor: User | None = None) -> None:
    """Write a line in the thread of the meeting, and in that of the record it is about."""
    author: dict[str, object] = {"author_user": actor or meeting.organiser}
    if by is not None:
        author = {"author_user": by.user, "author_contact": by.contact, "author_address": by.address}
    threads: Sequence[int] = [meeting.pk, *([meeting.about_id] if meeting.about_id else [])]
    for record_id in threads:
        Message.objects.create(record_id=record_id, kind=MessageKind.NOTE, body_text=text, is_automatic=True, **author)
