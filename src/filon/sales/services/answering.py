"""What the customer does on his page: he asks, accepts and signs, or declines.

Each act holds the quotation's row and looks at its state then: of two who answer at once one wins, and the other is
told. Nobody is signed in, so the actor is None; who it was stands on the answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from filon.chatter.services.attaching import Upload
from filon.chatter.services.hearing import post_heard
from filon.core.exceptions import Conflict, DomainError
from filon.core.house import house
from filon.core.normalising import comma_below
from filon.history.services.recording import describe
from filon.sales.choices import AnswerKind, Standing
from filon.sales.models import Quotation, QuotationAnswer, QuotationLink
from filon.sales.services.choosing import content_with
from filon.sales.services.documents import quotation_pdf
from filon.sales.services.lines import choose_option
from filon.sales.services.locking import lock_quotation
from filon.sales.services.reading import thread_of
from filon.sales.services.snapshot import Content, digest_of
from filon.sales.services.standing import CustomersView, customers_view
from filon.sales.services.states import cancel, confirm
from filon.ui import formatting

LONGEST_NAME, LONGEST_TEXT, LONGEST_DRAWING = 120, 4000, 30_000
DRAWING = re.compile(r"(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})*)+")


@dataclass(frozen=True)
class Evidence:
    """Who answers, as he says and as the request shows. `drawn` is a path of moves and lines, in whole numbers."""

    name: str
    drawn: str = ""
    address: str | None = None
    user_agent: str = ""


@transaction.atomic
def accept(*, link: QuotationLink, digest: str, chosen: Sequence[int], evidence: Evidence) -> Quotation:
    """Accept the content whose `digest` was on the screen, with these options. The quotation becomes an order.

    Conflict when it has changed, expired, or been answered meanwhile.
    """
    seen, content = _held(link, digest, chosen)
    name, drawn = _name(evidence.name), _drawn(evidence.drawn)
    describe(gettext_noop("The customer accepted a quotation"))
    for line in seen.quotation.lines.filter(pk__in=chosen, is_optional=True):
        choose_option(actor=None, line=line, chosen=True)
    order = lock_quotation(actor=None, quotation=seen.quotation)
    if str(order.total) != content["total"]:
        raise Conflict(_changed())
    order = confirm(actor=None, quotation=order, content=content)
    _keep(seen, order, AnswerKind.ACCEPTED, content, evidence, name=name, drawn=drawn)
    said = gettext_noop("Accepts %(number)s: %(total)s. Signed by %(name)s.")
    pdf = Upload(f"{order.number}.pdf", quotation_pdf(order, content=content))
    total = formatting.money_exact(order.total, order.currency_code)
    _tell(order, said, {"number": order.number, "total": total, "name": name}, files=[pdf])
    return order


@transaction.atomic
def decline(*, link: QuotationLink, digest: str, reason: str, evidence: Evidence) -> None:
    """Decline the content whose `digest` was on the screen, with a reason. The quotation is cancelled."""
    seen, content = _held(link, digest, ())
    name = _name(evidence.name)
    why = _text(reason, "reason", _("Write why, so that we can do better."))
    describe(gettext_noop("The customer declined a quotation"))
    cancel(actor=None, quotation=seen.quotation)
    _keep(seen, seen.quotation, AnswerKind.DECLINED, content, evidence, name=name, reason=why)
    said = gettext_noop("Declines %(number)s. %(name)s writes: %(reason)s")
    _tell(seen.quotation, said, {"number": seen.quotation.number, "name": name, "reason": why})


@transaction.atomic
def ask(*, link: QuotationLink, text: str) -> None:
    """Put what the customer asks into the thread, whatever the state of the quotation."""
    link.refresh_from_db(fields=["revoked_at"])
    if link.revoked_at is not None:
        raise Conflict(str(Standing.REVOKED.label))
    question = _text(text, "question", _("Write your question first."))
    describe(gettext_noop("The customer asked about a quotation"))
    _tell(link.quotation, "%(number)s: %(question)s", {"number": link.quotation.number, "question": question})


def _held(link: QuotationLink, digest: str, chosen: Sequence[int]) -> tuple[CustomersView, Content]:
    """The locked quotation as the customer sees it, and the content he has on the screen; Conflict if he may not."""
    link.quotation = lock_quotation(actor=None, quotation=link.quotation)
    link.refresh_from_db(fields=["revoked_at"])
    seen = customers_view(link)
    if not seen.is_open or seen.version is None:
        raise Conflict(str(seen.standing.label))
    content = content_with(seen.version.content, chosen)
    if digest_of(content) != digest:
        raise Conflict(_changed())
    return seen, content


def _keep(
    seen: CustomersView, order: Quotation, kind: str, content: Content, evidence: Evidence, **said: str
) -> QuotationAnswer:
    version = order.versions.order_by("-number")[0]
    return QuotationAnswer.objects.create(
        quotation=order,
        version=version,
        link=seen.link,
        kind=kind,
        digest=digest_of(content),
        address=evidence.address,
        user_agent=evidence.user_agent[:300],
        **said,
    )


def _tell(quotation: Quotation, sentence: str, values: dict[str, str], files: Sequence[Upload] = ()) -> None:
    """Say it in the thread of the opportunity, and to the salesperson, in the language of the house."""
    with override(house().language):
        body = _(sentence) % values
    post_heard(
        record_id=thread_of(quotation),
        author=quotation.attention or quotation.customer,
        body=body,
        also_tell=[quotation.salesperson] if quotation.salesperson else [],
        files=files,
    )


def _name(text: str) -> str:
    name = comma_below(" ".join(text.split()))
    if not name:
        raise DomainError(_("Write your name."), field="name")
    return name[:LONGEST_NAME]


def _text(text: str, field: str, wanted: str) -> str:
    said = comma_below(text).strip()
    if not said:
        raise DomainError(wanted, field=field)
    return said[:LONGEST_TEXT]


def _drawn(path: str) -> str:
    """The drawn signature, if it is one: only moves and lines, so that nothing else can ever be drawn from it."""
    if path and (len(path) > LONGEST_DRAWING or not DRAWING.fullmatch(path)):
        raise DomainError(_("The drawing could not be read. Draw it again, or leave it out."), field="drawn")
    return path


def _changed() -> str:
    return _("The quotation has changed since you opened it. Look at it once more.")
