"""What brings a quotation to its customer: discounts, options, the mail, the link; and an invoice's mail."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from filon.api.authentication import user_of
from filon.api.resource import Incoming
from filon.api.v1 import invoices, quotations
from filon.core.exceptions import DomainError
from filon.invoicing.services import mailing as invoice_mailing
from filon.sales.services import mailing
from filon.sales.services.discounting import discount_all, discount_amount
from filon.sales.services.lines import choose_option
from filon.sales.services.links import address_of, customers_link, revoke_links
from filon.sales.services.pricing import update_prices
from filon.sales.services.revenue import take_revenue


class DiscountIn(Incoming):
    """Hundredths on every line (0 takes them away), or an amount in lines of its own."""

    percent: Decimal | None = None
    amount: Decimal | None = None


class MailIn(Incoming):
    """What is left out is proposed: the person it is for, and the words of the house in the customer's language."""

    to: list[str] | None = None
    subject: str | None = None
    body: str | None = None


class OptionIn(Incoming):
    """Whether an option is part of the quotation."""

    chosen: bool = True


class LinkOut(Schema):
    """The address of the customer's page, which needs no account."""

    url: str


class MailOut(Schema):
    """The message, in the thread where the answers come back."""

    message: int


def discount(request: HttpRequest, key: int, payload: DiscountIn) -> HttpResponse:
    """Take something off the whole quotation."""
    user, quotation = user_of(request), quotations.RESOURCE.one(request, key)
    if payload.amount is not None:
        discount_amount(actor=user, quotation=quotation, amount=payload.amount)
    elif payload.percent is not None:
        discount_all(actor=user, quotation=quotation, discount=payload.percent)
    return quotations.RESOURCE.answer(request, quotation)


def prices(request: HttpRequest, key: int) -> HttpResponse:
    """Take the prices of the price list anew."""
    quotation = quotations.RESOURCE.one(request, key)
    update_prices(actor=user_of(request), quotation=quotation)
    return quotations.RESOURCE.answer(request, quotation)


def option(request: HttpRequest, key: int, payload: OptionIn) -> HttpResponse:
    """Take an optional line into its quotation, or put it back among the options."""
    line = quotations.LINES.one(request, key)
    choose_option(actor=user_of(request), line=line, chosen=payload.chosen)
    return quotations.LINES.answer(request, line)


def revenue(request: HttpRequest, key: int) -> HttpResponse:
    """Take the untaxed total as the opportunity's expected revenue; refused when it is that already (422)."""
    quotation = quotations.RESOURCE.one(request, key)
    take_revenue(actor=user_of(request), quotation=quotation)
    return quotations.RESOURCE.answer(request, quotation)


def link(request: HttpRequest, key: int) -> Any:
    """The customer's link, made when there is none that holds."""
    made = customers_link(actor=user_of(request), quotation=quotations.RESOURCE.one(request, key))
    return {"url": address_of(made)}


def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take the link back; whoever opens it is told so."""
    revoke_links(actor=user_of(request), quotation=quotations.RESOURCE.one(request, key))
    return HttpResponse(status=204)


def mail_quotation(request: HttpRequest, key: int, payload: MailIn) -> Any:
    """Send the quotation or the confirmation of the order, with its PDF and the customer's link."""
    user, quotation = user_of(request), quotations.RESOURCE.one(request, key)
    said = _said(payload, mailing.proposed_mail(quotation, actor=user, template=None))
    return {"message": mailing.mail_quotation(actor=user, quotation=quotation, **said).pk}


def mail_invoice(request: HttpRequest, key: int, payload: MailIn) -> Any:
    """Send a posted invoice or credit note with its PDF."""
    user, invoice = user_of(request), invoices.RESOURCE.one(request, key)
    said = _said(payload, invoice_mailing.proposed_mail(invoice, actor=user, template=None))
    return {"message": invoice_mailing.mail_invoice(actor=user, invoice=invoice, **said).pk}


def _said(payload: MailIn, proposed: Mapping[str, Any]) -> dict[str, Any]:
    to = payload.to if payload.to is not None else [each for each in str(proposed["to"]).split(", ") if each]
    if not to:
        raise DomainError(_("Write to whom it goes."), field="to")
    return {"to": to, "subject": payload.subject or proposed["subject"], "body": payload.body or proposed["body"]}


def routes() -> Router:
    """The routes of what reaches a customer."""
    router = Router(tags=["quotations"])
    add, out = router.add_api_operation, quotations.QuotationOut
    add("/quotations/{int:key}/discount", ["POST"], discount, response=out, summary="Discount the whole")
    add("/quotations/{int:key}/prices", ["POST"], prices, response=out, summary="Update the prices")
    add("/quotations/{int:key}/revenue", ["POST"], revenue, response=out, summary="Update the expected revenue")
    add("/quotations/{int:key}/link", ["POST"], link, response=LinkOut, summary="The customer's link")
    add("/quotations/{int:key}/link", ["DELETE"], revoke, response={204: None}, summary="Take the link back")
    add("/quotations/{int:key}/mail", ["POST"], mail_quotation, response=MailOut, summary="Send by mail")
    add("/quotation-lines/{int:key}/option", ["POST"], option, response=quotations.LineOut, summary="Choose an option")
    add("/invoices/{int:key}/mail", ["POST"], mail_invoice, response=MailOut, summary="Send by mail")
    return router
