"""Routing: what becomes of a message on the ledger. It happens once, in one transaction, whatever is repeated."""

from collections.abc import Sequence
from dataclasses import replace

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.contacts.services.bouncing import note_alive
from filon.core import clock
from filon.core.files import file_store
from filon.history.services import recording
from filon.mail.choices import Outcome
from filon.mail.models import Alias, InboundMessage, InboundRoute
from filon.mail.parsing import ParsedMessage, parse
from filon.mail.routing import ThreadMatch, alias_kinds, calendar_handlers, reply_matchers
from filon.mail.services import bouncing, locking, repeating
from filon.mail.services.absences import answered_by_absence
from filon.mail.services.addressing import BOUNCE, CATCHALL, Destinations, destinations
from filon.mail.services.admitting import answers_itself_too_often, is_admitted
from filon.mail.services.composing import REFUSAL_MARK
from filon.mail.services.making import RouteMaker
from filon.mail.services.refusing import answer
from filon.mail.services.results import Result, is_passing, sentence

MAX_HOPS = 50
_TOO_MANY_PARTS = gettext_noop(
    "Your message was not delivered: it has so many parts that it cannot be read. "
    "Please send %(company)s a simpler one."
)

log = structlog.get_logger("filon.mail")


def route(*, inbound_id: int, is_insisted: bool = False) -> None:
    """Decide what becomes of a message, unless that has been done.

    `is_insisted` is a person's word that the message is neither a copy, nor going in circles, nor a machine's. An
    error of the database is raised, so that the job is tried again; any other is shown on the ledger.
    """
    with transaction.atomic():
        inbound = InboundMessage.objects.select_for_update().filter(pk=inbound_id).first()
        if inbound is None or inbound.outcome != Outcome.RECEIVED:
            return
        recording.describe(gettext_noop("A message arrived"))
        try:
            with transaction.atomic():
                result = _decide(inbound, is_insisted=is_insisted)
        except Exception as error:
            if is_passing(error):
                raise
            log.exception("message_not_routed", inbound=inbound.pk)
            result = Result(Outcome.FAILED, sentence(error))
        _settle(inbound, result)


def _settle(inbound: InboundMessage, result: Result) -> None:
    if result.outcome in (Outcome.CREATED, Outcome.THREADED):
        note_alive(inbound.sender_address)
    inbound.outcome = result.outcome
    inbound.reason = result.reason
    inbound.record_id = result.record_id
    inbound.settled_at = clock.now()
    inbound.save(update_fields=["outcome", "reason", "record", "settled_at"])
    log.info("message_routed", inbound=inbound.pk, outcome=result.outcome)


def _decide(inbound: InboundMessage, *, is_insisted: bool) -> Result:
    """The order in which a message is looked at: repeated, ours, a bounce, a machine's, an answer, new."""
    try:
        parsed = parse(file_store().get(inbound.digest))
    except OSError:
        return Result(Outcome.FAILED, _("The file of the message cannot be read."))
    locking.hold(f"mail:{inbound.message_id or inbound.digest}")
    places = _places(inbound, parsed)
    done = repeating.routed_before(inbound=inbound)
    if done.is_repeated and not is_insisted:
        remaining = [alias for alias in places.aliases if alias.pk not in done.copied]
        if done.is_complete or not remaining:
            return Result(Outcome.DUPLICATE, _("The same message came before."), done.record_id)
    unfit = "" if is_insisted else _why_unfit(inbound, parsed)
    if unfit:
        return Result(Outcome.REFUSED, unfit)
    absent = answered_by_absence(parsed=parsed, tokens=places.bounced_tokens)
    special = (None if absent else _bounce(parsed, places)) or _calendar_answer(inbound, parsed)
    if special is not None:
        return special
    match = _answered_thread(parsed.answered_ids or absent, places)
    if match is not None:
        return _answer_thread(inbound, parsed, places, match)
    if parsed.is_automatic and not is_insisted:
        return Result(Outcome.AUTO_REPLY, _("A machine wrote this, and it answers nothing of ours."))
    skipped = done.made if is_insisted else done.made | done.copied
    result = _make_records(inbound, parsed, [alias for alias in places.aliases if alias.pk not in skipped], places)
    return replace(result, record_id=result.record_id or done.record_id)


def _places(inbound: InboundMessage, parsed: ParsedMessage) -> Destinations:
    """Where the message goes: to our addresses in it, else to that of the mailbox in which it lay."""
    written = [address.address for address in parsed.recipients]
    found = destinations(
        recipients=[*inbound.envelope_recipients, *written], to=[address.address for address in parsed.to]
    )
    mailbox = inbound.mailbox
    if mailbox is None or mailbox.alias is None or found.aliases or BOUNCE in found.specials:
        return found
    return replace(found, aliases=(mailbox.alias,))


def _why_unfit(inbound: InboundMessage, parsed: ParsedMessage) -> str:
    """Why nothing may become of the message, whatever its addresses; only too many parts are a sender's fault."""
    if parsed.has_too_many_parts:
        answer(inbound=inbound, parsed=parsed, text=_TOO_MANY_PARTS, arguments={})
        return _("The message has more than 1,000 parts.")
    return _why_looping(parsed)


def _why_looping(parsed: ParsedMessage) -> str:
    if settings.FILON_MAIL_DOMAIN in parsed.loop_marks:
        return _("We sent this message ourselves, and it came back.")
    if any(known.startswith(f"<{REFUSAL_MARK}") for known in parsed.answered_ids):
        return _("This answers an automatic message of ours.")
    if parsed.hops > MAX_HOPS:
        return _("The message has gone through more than 50 mail servers and is probably going in circles.")
    return ""


def _bounce(parsed: ParsedMessage, places: Destinations) -> Result | None:
    if not parsed.is_bounce and BOUNCE not in places.specials:
        return None
    message, reason = bouncing.note_bounce(parsed=parsed, tokens=places.bounced_tokens)
    return Result(Outcome.BOUNCE, reason, message.record_id if message else None)


def _calendar_answer(inbound: InboundMessage, parsed: ParsedMessage) -> Result | None:
    """What the first room that knows one of the calendar parts has made of it."""
    for content in parsed.calendars:
        for handler in calendar_handlers:
            taken = handler(inbound, parsed, content)
            if taken is not None:
                InboundRoute.objects.create(
                    inbound=inbound, outcome=Outcome.CALENDAR, reason=taken.reason, record_id=taken.record_id
                )
                return Result(Outcome.CALENDAR, taken.reason, taken.record_id)
    return None


def _answered_thread(answered: Sequence[str], places: Destinations) -> ThreadMatch | None:
    """The newest thread that the message answers, unless it was forwarded to an address for something else."""
    ids = answered[-200:]
    found = [match for matcher in reply_matchers if (match := matcher(ids))] if ids else []
    match = max(found, key=lambda one: one.at, default=None)
    if match is None:
        return None
    kinds = {kind.creates for alias in places.foremost if (kind := alias_kinds.get(alias.owner.kind))}
    is_forward = bool(kinds - {match.kind})
    return None if is_forward else match


def _answer_thread(inbound: InboundMessage, parsed: ParsedMessage, places: Destinations, match: ThreadMatch) -> Result:
    for alias in places.aliases:
        kind = alias_kinds.get(alias.owner.kind)
        is_same_kind = kind is not None and kind.creates == match.kind
        if is_same_kind and not is_admitted(alias=alias, sender=inbound.sender_address, record_id=match.record_id):
            return RouteMaker(inbound, parsed).refuse(alias)
    if parsed.is_automatic and answers_itself_too_often(record_id=match.record_id):
        return Result(Outcome.REFUSED, _("Machines have written ten messages into this thread in an hour."))
    match.post(parsed, inbound, parsed.is_automatic)
    InboundRoute.objects.create(inbound=inbound, outcome=Outcome.THREADED, record_id=match.record_id)
    if parsed.is_automatic:
        reason = _("A machine wrote this; it stands in the thread, and nobody was notified.")
        return Result(Outcome.AUTO_REPLY, reason, match.record_id)
    return Result(Outcome.THREADED, _("The message answers one in this thread."), match.record_id)


def _make_records(
    inbound: InboundMessage, parsed: ParsedMessage, aliases: Sequence[Alias], places: Destinations
) -> Result:
    if aliases:
        return RouteMaker(inbound, parsed).make(aliases)
    if CATCHALL in places.specials:
        text = gettext_noop(
            "Your message was not delivered: this address only takes answers to messages of %(company)s."
        )
        answer(inbound=inbound, parsed=parsed, text=text, arguments={})
        return Result(Outcome.REFUSED, _("The common address only takes answers, and this answers nothing of ours."))
    if places.specials:
        return Result(
            Outcome.REFUSED, _("Kept here for administrators: nothing is made from messages to this address.")
        )
    return Result(Outcome.REFUSED, _("None of the addresses in the message is one of ours."))
