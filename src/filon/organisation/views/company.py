"""System, Company details: what documents say of us."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.core.files import file_store
from filon.core.pictures import plain_picture_type
from filon.history.toasts import undo_toast
from filon.organisation.forms.company import CompanyForm
from filon.organisation.models import Organisation
from filon.organisation.services.presenting import present_company, set_logo
from filon.ui.forms import show_refusal

A_DAY = 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest) -> HttpResponse:
    """Our codes, address, bank account and logo."""
    actor = signed_in(request)
    require_administrator(actor)
    ours = Organisation.current()
    form = CompanyForm(request.POST or None, request.FILES or None, company=ours)
    if form.is_bound and form.is_valid():
        values: dict[str, Any] = dict(form.cleaned_data)
        picture, without = values.pop("logo"), values.pop("without_logo", False)
        try:
            with transaction.atomic():
                present_company(actor=actor, **values)
                if picture or without:
                    set_logo(actor=actor, content=picture.read() if picture else b"")
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The company's details are saved."), _("Undo the change"))
            return redirect("organisation:company")
    context = {"form": form, "company": ours}
    return render(request, "organisation/company.html", context, status=422 if form.is_bound else 200)


@login_not_required
@require_safe
def logo(_request: HttpRequest, digest: str) -> HttpResponse:
    """Our logo, which customers see too; any other digest is unknown."""
    if digest != Organisation.current().logo:
        raise Http404
    content = file_store().get(digest)
    return HttpResponse(
        content,
        content_type=plain_picture_type(content),
        headers={"Cache-Control": f"public, max-age={A_DAY}, immutable"},
    )
