"""CRM, Configuration, Products."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.catalog import policies
from filon.catalog.forms.products import ProductForm
from filon.catalog.lists import PRODUCTS
from filon.catalog.models import Product
from filon.catalog.services import products
from filon.catalog.services.finding import options
from filon.catalog.services.margins import margin_of
from filon.core.exceptions import DomainError, NotAllowed
from filon.core.files import file_store
from filon.history.toasts import undo_toast
from filon.organisation.models import Organisation
from filon.ui import formatting
from filon.ui.forms import show_refusal
from filon.ui.lists import list_view
from filon.ui.matches import Match, matches
from filon.ui.toasts import toast

product_list = list_view(PRODUCTS)


@require_safe
def product_options(request: HttpRequest) -> JsonResponse:
    """Products that match what was typed, for a field."""
    query = request.GET.get("q", "").strip()
    found = options(user=signed_in(request), query=query) if query else []
    return matches([Match(each.pk, str(each), each.reference) for each in found])


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new product."""
    policies.require_change(signed_in(request))
    return _page(request, ProductForm(request.POST or None, request.FILES or None, user=signed_in(request)), None)


@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """A product; only administrators change it."""
    found = _of(request, pk)
    if request.method == "POST":
        policies.require_change(signed_in(request))
    form = ProductForm(request.POST or None, request.FILES or None, user=signed_in(request), product=found)
    return _page(request, form, found)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a product no longer, or again."""
    found = _of(request, pk)
    products.archive_product(actor=signed_in(request), product=found, is_active=not found.is_active)
    said = _("“%(name)s” is archived.") if found.is_active else _("“%(name)s” is offered again.")
    undo_toast(request, said % {"name": found}, _("Undo the change"))
    return redirect("catalog:product", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a product that nothing refers to."""
    found = _of(request, pk)
    try:
        with transaction.atomic():
            products.delete_product(actor=signed_in(request), product=found)
    except NotAllowed:
        raise
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("catalog:product", pk)
    undo_toast(request, _("“%(name)s” is deleted.") % {"name": found}, _("Undo deleting"))
    return redirect("catalog:products")


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of a product."""
    found = get_object_or_404(Product.objects.visible_to(signed_in(request)).exclude(picture=""), pk=pk)
    return HttpResponse(file_store().get(found.picture), content_type=found.picture_type)


def _of(request: HttpRequest, pk: int) -> Product:
    return get_object_or_404(Product.objects.visible_to(signed_in(request)).select_related("unit", "tax"), pk=pk)


def _page(request: HttpRequest, form: ProductForm, found: Product | None) -> HttpResponse:
    user = signed_in(request)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                saved = form.save()
        except NotAllowed:
            raise
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("“%(name)s” is saved.") % {"name": saved}, _("Undo the change"))
            return redirect("catalog:product", saved.pk)
    may_change = policies.may_change(user)
    context: dict[str, Any] = {"form": form, "product": found, "may_change": may_change, "is_unsaved": form.is_bound}
    if not policies.may_see_cost(user):
        del form.fields["cost"]
    elif found and found.cost:
        margin, share = margin_of(found, user.today)
        own = Organisation.current().currency_id or ""
        context |= {"margin": formatting.money_exact(margin, own), "margin_share": formatting.percent(share, 1)}
    return render(request, "catalog/product.html", context, status=422 if form.is_bound else 200)
