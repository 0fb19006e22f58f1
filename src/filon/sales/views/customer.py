"""The customer's page of a quotation: by a signed link, without an account.

The link is what one must have, so no cookie is set and no CSRF token asked: another site does not know the address.
Whoever of us is signed in sees the page as the customer does, and cannot answer in his place.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from filon.core.exceptions import Conflict, DomainError
from filon.core.house import house
from filon.core.ids import ids_of
from filon.core.limiting import is_within
from filon.sales.choices import Standing
from filon.sales.forms.customers_page import AcceptForm, DeclineForm, QuestionForm
from filon.sales.services import answering
from filon.sales.services.choosing import content_with
from filon.sales.services.documents import quotation_pdf
from filon.sales.services.links import link_of, note_seen
from filon.sales.services.standing import CustomersView, customers_view
from filon.sales.views.customers_sheet import page_context
from filon.ui.files import pdf_answer
from filon.ui.forms import show_refusal

GONE, TOO_MANY = 410, 429
FORMS: dict[str, type[forms.Form]] = {"accept": AcceptForm, "decline": DeclineForm, "ask": QuestionForm}
Answer = Callable[[HttpRequest, str], HttpResponse]


def _for_customers(view: Answer) -> Any:
    """Not kept, not indexed, and telling no other site where the reader came from."""

    def answered(request: HttpRequest, signed: str) -> HttpResponse:
        key = f"customer:{request.META.get('REMOTE_ADDR', '')}"
        if is_within(key, most=120, seconds=60):
            answer = view(request, signed)
        else:
            answer = _said(request, _("Too many requests. Wait a minute and try again."), TOO_MANY)
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return login_not_required(csrf_exempt(never_cache(answered)))


@_for_customers
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, signed: str) -> HttpResponse:
    """See the quotation; ask, accept and sign, or decline."""
    seen = _seen(signed)
    if seen is None or seen.version is None or seen.standing == Standing.REVOKED:
        return _closed(request, seen)
    with override(seen.version.content["language"]):
        if request.method == "POST":
            return _answered(request, signed, seen)
        if not request.user.is_authenticated:
            note_seen(seen.link)
        return render(
            request, "sales/customer/page.html", page_context(request, seen, _pdf_url(signed), _chosen(request.GET))
        )


@_for_customers
@require_http_methods(["GET", "HEAD"])
def pdf(request: HttpRequest, signed: str) -> HttpResponse:
    """The document as the customer has it, with the options that he looks at."""
    seen = _seen(signed)
    if seen is None or seen.version is None or seen.standing == Standing.REVOKED:
        return _closed(request, seen)
    content = content_with(seen.version.content, _chosen(request.GET) if seen.is_open else ())
    return pdf_answer(quotation_pdf(seen.quotation, content=content), f"{seen.quotation.number}.pdf")


def _seen(signed: str) -> CustomersView | None:
    link = link_of(signed)
    return customers_view(link) if link else None


def _pdf_url(signed: str) -> str:
    return reverse("sales:customer-pdf", args=[signed])


def _chosen(data: Any) -> list[int]:
    return ids_of(data.getlist("with")[:100])


def _closed(request: HttpRequest, seen: CustomersView | None) -> HttpResponse:
    """A forged link, one that was taken back, and one of what was never sent, each in words."""
    if seen is None:
        with override(house().language):
            return _said(request, _("This link is not valid. Open it again from our message."), 404)
    with override(seen.quotation.language):
        return _said(request, str(seen.standing.label), GONE)


def _said(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "sales/customer/closed.html", {"sentence": sentence}, status=status)


def _answered(request: HttpRequest, signed: str, seen: CustomersView) -> HttpResponse:
    """Carry out one act, and show the page as it then is; a refusal keeps what was typed."""
    act = request.POST.get("act", "")
    chosen = _chosen(request.POST)
    form = FORMS.get(act, QuestionForm)(request.POST)
    is_valid, status = form.is_valid(), 422
    try:
        _require_stranger(request)
        if not is_within(f"answer:{seen.link.pk}", most=20, seconds=3600):
            raise Conflict(_("Too many answers within an hour. Write to us by e-mail."))
        if is_valid:
            with transaction.atomic():
                _act(request, act, seen, form.cleaned_data, chosen)
            return redirect(f"{request.path}?done={act}")
    except DomainError as refusal:
        status = refusal.status
        show_refusal(form, refusal)
        seen = _seen(signed) or seen
    context = page_context(request, seen, _pdf_url(signed), chosen, {act: form})
    return render(request, "sales/customer/page.html", context, status=status)


def _act(request: HttpRequest, act: str, seen: CustomersView, typed: dict[str, Any], chosen: Sequence[int]) -> None:
    digest = request.POST.get("digest", "")
    evidence = answering.Evidence(
        name=typed.get("name", ""),
        drawn=typed.get("drawn", ""),
        address=request.META.get("REMOTE_ADDR") or None,
        user_agent=request.headers.get("User-Agent", ""),
    )
    if act == "accept":
        answering.accept(link=seen.link, digest=digest, chosen=chosen, evidence=evidence)
    elif act == "decline":
        answering.decline(link=seen.link, digest=digest, reason=typed["reason"], evidence=evidence)
    else:
        answering.ask(link=seen.link, text=typed["question"])


def _require_stranger(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        raise Conflict(_("You are signed in. Only the customer answers here."))
