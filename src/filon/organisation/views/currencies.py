"""System, Currencies: which ones are offered, and what they are worth."""

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError, NotAllowed
from filon.history.toasts import undo_toast
from filon.organisation.forms.currencies import RateForm, RatesFileForm
from filon.organisation.models import Currency, CurrencyRate, Organisation
from filon.organisation.services.bnr import LARGEST_FILE, take_rates
from filon.organisation.services.rates import delete_rate, offer_currency, set_rate
from filon.ui import formatting
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast


@require_http_methods(["GET", "POST"])
def currency_list(request: HttpRequest) -> HttpResponse:
    """Every currency with its latest rate: the own one, those with a rate, the others, and those not offered.

    A file of rates is taken here.
    """
    actor = signed_in(request)
    require_administrator(actor)
    form = RatesFileForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            taken = take_rates(actor=actor, content=form.cleaned_data["file"].read(LARGEST_FILE + 1))
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            said = ngettext("%(count)s rate is taken.", "%(count)s rates are taken.", taken)
            undo_toast(request, said % {"count": formatting.number(taken)}, _("Undo the change"))
            return redirect("organisation:currencies")
    latest = CurrencyRate.objects.filter(currency=OuterRef("pk")).order_by("-valid_from")
    own = Organisation.current().currency
    currencies = Currency.objects.annotate(
        latest_rate=Subquery(latest.values("rate")[:1]), latest_day=Subquery(latest.values("valid_from")[:1])
    )
    rows = sorted(currencies, key=lambda row: (not row.is_active, row != own, row.latest_rate is None, row.code))
    context = {"currencies": rows, "own": own, "form": form, "source": settings.FILON_RATES_URL}
    return render(request, "organisation/currency_list.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def currency(request: HttpRequest, code: str) -> HttpResponse:
    """The rates of one currency, and a form for the next."""
    actor = signed_in(request)
    require_administrator(actor)
    subject = get_object_or_404(Currency, pk=code)
    form = RateForm(request.POST or None, initial={"day": actor.today})
    if request.method == "POST" and form.is_valid():
        try:
            set_rate(actor=actor, currency=subject, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The rate is saved."), _("Undo the change"))
            return redirect("organisation:currency", code)
    context = {
        "form": form,
        "subject": subject,
        "own": Organisation.current().currency,
        "rates": CurrencyRate.objects.filter(currency=subject)[:100],
    }
    return render(request, "organisation/currency.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def currency_offer(request: HttpRequest, code: str) -> HttpResponse:
    """Offer a currency in choices, or no longer."""
    subject = get_object_or_404(Currency, pk=code)
    try:
        offer_currency(actor=signed_in(request), currency=subject, offered="offer" in request.POST)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    return redirect("organisation:currency", code)


@require_POST
def rate_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take back a wrong rate."""
    delete_rate(actor=signed_in(request), rate=get_object_or_404(CurrencyRate, pk=pk, currency_id=code))
    undo_toast(request, _("The rate is deleted."), _("Undo the deletion"))
    return redirect("organisation:currency", code)
