"""Sending an invoice or credit note to the customer."""

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
from filon.core.exceptions import Conflict
from filon.invoicing.models import Invoice
from filon.invoicing.services.documents import invoice_pdf


@transaction.atomic
def mail_invoice(*, actor: User, invoice: Invoice, to: Sequence[str], subject: str, body: str) -> Message:
    """Send a posted document, with its PDF; the message stands in its thread. Conflict for a draft."""
    if invoice.is_draft:
        raise Conflict(_("Post the invoice first."))
    pdf = Upload(f"{invoice.number}.pdf", invoice_pdf(invoice))
    return post_message(actor=actor, record_id=invoice.pk, body=body, to=to, subject=subject, files=[pdf])


def proposed_mail(invoice: Invoice, *, actor: User, template: MessageTemplate | None) -> dict[str, str]:
    """To whom, subject and words, in the invoice's language, for the sender to change."""
    to = ", ".join(each.address for each in suggested(invoice.pk)[:1])
    if template is not None:
        said = render(template, invoice.pk, invoice.language, actor=actor)
        return {"to": to, "subject": said.subject, "body": said.body}
    with override(invoice.language):
        subject = (_("Credit note %(number)s") if invoice.is_credit else _("Invoice %(number)s")) % {
            "number": invoice.number
        }
        body = _("Dear %(name)s,\n\nplease find the document %(number)s attached.\n\nKind regards,\n%(user)s")
        values = {"name": invoice.customer.name, "number": invoice.number, "user": actor.name}
        return {"to": to, "subject": subject, "body": body % values}


def templates_of(invoice: Invoice) -> list[MessageTemplate]:
    """The templates to choose from; they speak of invoices, not of credit notes."""
    return [] if invoice.is_credit else MessageTemplate.objects.offered_for(Invoice.record_kind)
