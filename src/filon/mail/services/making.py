"""Making records from a message, one for each alias that it goes to."""

from collections.abc import Sequence

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.mail.choices import Outcome
from filon.mail.models import Alias, InboundMessage, InboundRoute
from filon.mail.parsing import ParsedMessage
from filon.mail.routing import alias_kinds
from filon.mail.services.admitting import allowed_people, is_admitted, lacks_proof, writes_too_often
from filon.mail.services.refusing import answer
from filon.mail.services.results import Result, is_passing, sentence

_BY_POLICY = gettext_noop(
    "Your message was not delivered: %(address)s only takes messages from %(people)s. "
    "Please write to another address of %(company)s."
)
_TOO_OFTEN = gettext_noop(
    "Your message was not delivered: you have written to %(company)s very often in the last two hours. "
    "Please try again later."
)

_CLOSED = gettext_noop(
    "Your message was not delivered: %(address)s no longer takes messages. "
    "Please write to another address of %(company)s."
)

log = structlog.get_logger("filon.mail")


class RouteMaker:
    """Takes one message along its routes; what happened on each is kept with it."""

    def __init__(self, inbound: InboundMessage, parsed: ParsedMessage) -> None:
        self._inbound = inbound
        self._parsed = parsed

    def make(self, aliases: Sequence[Alias]) -> Result:
        """One record for each alias. One that fails undoes only itself, and can be tried again alone."""
        if self._inbound.attempts:
            InboundRoute.objects.filter(inbound=self._inbound, outcome__in=(Outcome.FAILED, Outcome.REFUSED)).delete()
        if writes_too_often(inbound=self._inbound):
            answer(inbound=self._inbound, parsed=self._parsed, text=_TOO_OFTEN, arguments={})
            return Result(Outcome.REFUSED, _("The sender has made 20 records in two hours; this is one too many."))
        results = [self._one(alias) for alias in aliases]
        order = (Outcome.FAILED, Outcome.CREATED, Outcome.REFUSED)
        foremost = min(results, key=lambda result: order.index(result.outcome))
        record_id = next((result.record_id for result in results if result.record_id), None)
        reasons = list(dict.fromkeys(result.reason for result in results))
        return Result(foremost.outcome, "\n".join(reasons), record_id)

    def refuse(self, alias: Alias) -> Result:
        """The alias does not take messages from this sender, and he is told if that is safe."""
        reason = _("%(address)s does not take messages from this sender.") % {"address": alias.address}
        arguments = {"address": alias.address, "people": allowed_people(alias)}
        answer(
            inbound=self._inbound, parsed=self._parsed, text=_BY_POLICY, arguments=arguments, instead=alias.refusal_text
        )
        return self._kept(alias, Result(Outcome.REFUSED, reason))

    def accept(self, alias: Alias) -> Result:
        """Make the alias's record whoever the sender is: somebody has read the message and wants it."""
        InboundRoute.objects.filter(inbound=self._inbound, alias=alias).exclude(outcome=Outcome.CREATED).delete()
        return self._made(alias)

    def _one(self, alias: Alias) -> Result:
        if not is_admitted(alias=alias, sender=self._inbound.sender_address, record_id=alias.owner_id):
            return self.refuse(alias)
        if lacks_proof(alias=alias, parsed=self._parsed):
            reason = _("%(address)s only takes messages that pass DMARC, and this one was not shown to.")
            return self._kept(alias, Result(Outcome.REFUSED, reason % {"address": alias.address}))
        kind = alias_kinds.get(alias.owner.kind)
        if kind is not None and not kind.is_open(alias.owner_id):
            answer(inbound=self._inbound, parsed=self._parsed, text=_CLOSED, arguments={"address": alias.address})
            reason = _("%(address)s belongs to something archived and takes no new messages.")
            return self._kept(alias, Result(Outcome.REFUSED, reason % {"address": alias.address}))
        return self._made(alias)

    def _made(self, alias: Alias) -> Result:
        kind = alias_kinds.get(alias.owner.kind)
        if kind is None:
            reason = _("Nothing is known that messages to %(address)s could become.") % {"address": alias.address}
            return self._kept(alias, Result(Outcome.FAILED, reason))
        try:
            with transaction.atomic():
                record_id = kind.handler(alias, self._parsed, self._inbound)
        except Exception as error:
            if is_passing(error):
                raise
            return self._failed(alias, error)
        reason = _("Made from a message to %(address)s.") % {"address": alias.address}
        return self._kept(alias, Result(Outcome.CREATED, reason, record_id))

    def _failed(self, alias: Alias, error: Exception) -> Result:
        log.exception("route_failed", inbound=self._inbound.pk, alias=alias.pk)
        return self._kept(alias, Result(Outcome.FAILED, f"{alias.address}: {sentence(error)}"))

    def _kept(self, alias: Alias, result: Result) -> Result:
        InboundRoute.objects.create(
            inbound=self._inbound,
            alias=alias,
            address=alias.address,
            outcome=result.outcome,
            reason=result.reason,
            record_id=result.record_id,
        )
        return result
