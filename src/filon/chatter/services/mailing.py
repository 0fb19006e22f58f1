"""One message to many, each by himself: about his record, in his language, with a way to ask for no more."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from filon.accounts.models import User
from filon.chatter.hooks import Text, mailing_queued
from filon.chatter.models import Message, MessageTemplate
from filon.chatter.services.posting import post_note
from filon.chatter.services.records import visible_records
from filon.chatter.services.rendering import Rendered, render, render_text
from filon.chatter.services.sending import post_message
from filon.contacts.services.bouncing import bounces_of
from filon.contacts.services.objecting import objection_link
from filon.contacts.services.suppressing import suppressed
from filon.core.exceptions import DomainError, NotAllowed
from filon.history.services import recording

MOST = 1000
"""As many records as one mailing may be about."""


@dataclass(frozen=True)
class Addressee:
    """A record, and the normalised address to which the message about it goes; "" when it has none."""

    record_id: int
    address: str


@dataclass
class Mailing:
    """Who gets a message, and how many do not: without an address, having objected, out of reach, or named twice."""

    to: list[Addressee] = field(default_factory=list)
    without: int = 0
    objected: int = 0
    returned: int = 0
    twice: int = 0

    def sentence(self) -> str:
        """What will happen, in words."""
        went = ngettext("One message goes out.", "%(count)d messages go out, each to one address.", len(self.to))
        left_out = [
            (self.without, ngettext("%(count)d has no address.", "%(count)d have no address.", self.without)),
            (self.objected, ngettext("%(count)d has objected.", "%(count)d have objected.", self.objected)),
            (self.returned, ngettext("From %(count)d address messages come back.",
                                     "From %(count)d addresses messages come back.", self.returned)),
            (self.twice, ngettext("%(count)d has the address of another.", "%(count)d have the address of another.",
                                  self.twice)),
        ]  # fmt: skip
        return " ".join(
            [went % {"count": len(self.to)}, *(text % {"count": count} for count, text in left_out if count)]
        )


def plan_mailing(people: Sequence[Addressee]) -> Mailing:
    """Whom a message to all of `people` would reach. DomainError when they are too many."""
    if len(people) > MOST:
        raise DomainError(_("At most %(most)d at once. Narrow the list first.") % {"most": MOST})
    addresses = {one.address for one in people} - {""}
    objections, returned = suppressed(emails=addresses), bounces_of(addresses)
    plan, seen = Mailing(), set[str]()
    for one in people:
        if not one.address:
            plan.without += 1
        elif one.address in objections:
            plan.objected += 1
        elif one.address in returned:
            plan.returned += 1
        elif one.address in seen:
            plan.twice += 1
        else:
            plan.to.append(one)
        seen.add(one.address)
    return plan


@transaction.atomic
def write_to_many(*, actor: User, kind: str, people: Sequence[Addressee], text: Text) -> Mailing:
    """Let a job write to each of `people`, about his record of `kind`. DomainError when nobody would be reached.

    NotAllowed when `actor` may not change one of the records: a message outside is a change of it.
    """
    plan = plan_mailing(people)
    if not plan.to:
        raise DomainError(_("This would reach nobody."))
    ids = {one.record_id for one in plan.to}
    known = visible_records(actor, {kind: ids})
    if len(known) < len(ids) or not all(record.may_change(actor) for record in known.values()):
        raise NotAllowed(_("You may not write about all of these."))
    recording.describe(gettext_noop("Wrote to many"))
    mailing_queued.run(actor.pk, [(one.record_id, one.address) for one in plan.to], text)
    return plan


@transaction.atomic
def write_one(*, actor: User, to: Addressee, text: Text) -> Message:
    """Write one message of a mailing. What meanwhile forbids it stands as a note on the record."""
    try:
        with transaction.atomic():
            return _write(actor, to, text)
    except (DomainError, NotAllowed) as refusal:
        body = _("The message to many was not sent here: %(reason)s") % {"reason": refusal}
        return post_note(actor=actor, record_id=to.record_id, body=body)


def _write(actor: User, to: Addressee, text: Text) -> Message:
    if suppressed(emails=[to.address]):
        raise DomainError(_("This address must not be written to."))
    said = _said(actor, to.record_id, text)
    recording.describe(gettext_noop("Wrote a message"))
    return post_message(
        actor=actor,
        record_id=to.record_id,
        body=said.body,
        to=[to.address],
        subject=said.subject,
        files=said.uploads(),
        unsubscribe_url=objection_link(to.address),
        language=said.language,
    )


def _said(actor: User, record_id: int, text: Text) -> Rendered:
    if text.template_id is None:
        return render_text(text.subject, text.body, record_id, actor=actor)
    template = MessageTemplate.objects.filter(pk=text.template_id, is_active=True).first()
    if template is None:
        raise DomainError(_("There is no such message template any more."))
    return render(template, record_id, actor=actor)
