"""The documents of a quotation: as it is now, as a version was, and the notes of its deliveries."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.core.files import file_store
from filon.core.house import house
from filon.sales.choices import AnswerKind, DocumentKind, QuotationState
from filon.sales.models import Delivery, Quotation, QuotationAnswer
from filon.sales.services.printing import document
from filon.sales.services.snapshot import Content, content_of, delivery_content, digest_of
from filon.ui import formatting


def quotation_pdf(quotation: Quotation, *, content: Content | None = None) -> bytes:
    """The quotation or order as PDF: `content` of a version that the customer has, else as it is now.

    The customer's signature stands on it if it is this content that he signed.
    """
    kind = DocumentKind.ORDER if quotation.is_order else DocumentKind.QUOTATION
    shown = content or content_of(quotation)
    signed = quotation.answers.filter(kind=AnswerKind.ACCEPTED, digest=digest_of(shown)).first()
    with override(shown["language"]):
        mark = _mark(quotation)
        signatures = [_signature(signed)] if signed else []
    return document(shown, kind=kind, logo=logo_of(shown), mark=mark, signatures=signatures)


def delivery_pdf(delivery: Delivery) -> bytes:
    """The delivery note, to be signed by hand."""
    content = delivery_content(delivery)
    return document(content, kind=DocumentKind.DELIVERY, logo=logo_of(content))


def logo_of(content: Content) -> bytes:
    """The bytes of the logo that the content names; none when it names none."""
    digest = content["seller"]["logo"]
    return file_store().get(digest) if digest else b""


def _signature(answer: QuotationAnswer) -> dict[str, Any]:
    """What was signed, in the active language; the hash binds it to the content."""
    return {
        "label": _("Accepted and signed electronically"),
        "name": answer.name,
        "drawn": svg_of(answer.drawn),
        "lines": [
            formatting.moment_exact(answer.answered_at, house().time_zone),
            *([_("From the address %(address)s") % {"address": answer.address}] if answer.address else []),
            f"SHA-256 {answer.digest}",
        ],
    }


def svg_of(path: str) -> str:
    """A drawn signature as a picture; "" for none."""
    if not path:
        return ""
    style = 'fill="none" stroke="#20242A" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><path d="{path}" {style}/></svg>'


def _mark(quotation: Quotation) -> str:
    """The word across the pages of what nobody may rely on."""
    state = QuotationState(quotation.state)
    return str(state.label) if state in (QuotationState.DRAFT, QuotationState.CANCELLED) else ""
