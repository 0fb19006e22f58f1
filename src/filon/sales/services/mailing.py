"""Sending a quotation or an order confirmation to the customer, with the PDF and the link to his page."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.accounts.models import User
from filon.chatter.models import Message, MessageTemplate
from filon.chatter.services.attaching import Upload
from filon.chatter.services.recipients import suggested
from filon.chatter.services.rendering import render
from filon.chatter.services.sending import post_message
from filon.sales.models import Quotation, QuotationVersion
from filon.sales.services.documents import quotation_pdf
from filon.sales.services.links import address_of, customers_link
from filon.sales.services.reading import thread_of
from filon.sales.services.states import mark_sent
from filon.ui import formatting

Proposal = dict[str, str]


@transaction.atomic
def mail_quotation(*, actor: User, quotation: Quotation, to: Sequence[str], subject: str, body: str) -> Message:
    """Send it as it is now, and keep what was sent as a version; a draft becomes sent.

    The message goes into the thread of the opportunity, where the answers come back. An order that is locked is sent
    as it was ordered.
    """
    version = _version(actor, quotation)
    quotation.refresh_from_db()
    link = customers_link(actor=actor, quotation=quotation)
    with override(quotation.language):
        invitation = _("Here you can look at it, ask, and answer:")
    return post_message(
        actor=actor,
        record_id=thread_of(quotation),
        body=f"{body.strip()}\n\n{invitation}\n{address_of(link)}",
        to=to,
        subject=subject,
        files=[Upload(f"{quotation.number}.pdf", quotation_pdf(quotation, content=version.content))],
    )


def proposed_mail(quotation: Quotation, *, actor: User, template: MessageTemplate | None) -> Proposal:
    """To whom, subject and words, in the quotation's language, for the sender to change."""
    to = [each.address for each in suggested(quotation.pk)][:1]
    if template is not None:
        said = render(template, quotation.pk, quotation.language, actor=actor)
        return {"to": ", ".join(to), "subject": said.subject, "body": said.body}
    with override(quotation.language):
        values = {
            "number": quotation.number,
            "name": (quotation.attention or quotation.customer).name,
            "total": formatting.money_exact(quotation.total, quotation.currency_code),
            "user": actor.name,
        }
        subject = _("Confirmation of the order %(number)s") if quotation.is_order else _("Quotation %(number)s")
        body = (
            _("Dear %(name)s,\n\nplease find the confirmation of your order %(number)s of %(total)s attached.")
            if quotation.is_order
            else _("Dear %(name)s,\n\nplease find our quotation %(number)s of %(total)s attached.")
        )
        end = _("Kind regards,\n%(user)s")
        return {"to": ", ".join(to), "subject": subject % values, "body": f"{body % values}\n\n{end % values}"}


def templates_of(quotation: Quotation) -> list[MessageTemplate]:
    """The templates to choose from. They offer; an order is confirmed in the words of the house."""
    return [] if quotation.is_order else MessageTemplate.objects.offered_for(Quotation.record_kind)


def _version(actor: User, quotation: Quotation) -> QuotationVersion:
    latest = quotation.versions.order_by("-number").first()
    return latest if quotation.is_locked and latest else mark_sent(actor=actor, quotation=quotation)
