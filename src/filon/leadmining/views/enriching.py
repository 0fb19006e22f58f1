"""Company data from registers, side by side with what a lead or a contact says."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.accounts.models import User
from filon.accounts.requests import signed_in
from filon.contacts.models import Contact
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.history.toasts import undo_toast
from filon.leadmining.providers import Question
from filon.leadmining.services.enriching import Record, answers, question_about, question_from, take
from filon.ui.htmx import redirect


@require_http_methods(["GET", "HEAD", "POST"])
def enrich(request: HttpRequest, pk: int) -> HttpResponse:
    """What registers know of the company, found by what the record says or what was typed; POST takes chosen fields."""
    actor = signed_in(request)
    record = record_of(actor, pk)
    refusal = ""
    if request.method == "POST":
        try:
            take(actor=actor, record=record, token=request.POST.get("token", ""), fields=request.POST.getlist("fields"))
        except DomainError as error:
            refusal = str(error)
        else:
            undo_toast(request, _("The company data are taken over."), _("Undo the change"))
            return redirect(request, page_of(record))
    typed = (request.POST.get("q") or request.GET.get("q") or "").strip()
    question = question_from(typed) if typed else question_about(record)
    context = {
        "record": record,
        "url": reverse("leadmining:enrich", args=[pk]),
        "q": typed or _asked(question),
        "question": question,
        "answers": answers(record, question),
        "refusal": refusal,
    }
    return render(request, "leadmining/enrich.html", context, status=422 if refusal else 200)


def record_of(user: User, pk: int) -> Record:
    """The lead or contact with this id; 404 when it is neither, or not to be seen."""
    lead = Lead.objects.visible_to(user).select_related("contact__company").filter(pk=pk).first()
    found = lead or Contact.objects.visible_to(user).select_related("company").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def page_of(record: Record) -> str:
    """The page of a lead or a contact."""
    return reverse("crm:lead" if isinstance(record, Lead) else "contacts:contact", args=[record.pk])


def _asked(question: Question) -> str:
    return question.vat or question.domain or question.name
