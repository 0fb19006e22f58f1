"""System, E-mail: where messages come from, and the rules that hold for all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.mail.choices import MailboxKind
from filon.mail.forms import MailboxForm, MailSettingsForm
from filon.mail.models import Mailbox, MailSettings
from filon.mail.services import keeping, mailboxes
from filon.mail.tasks import visit_mailbox
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast

DAYS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request: HttpRequest) -> HttpResponse:
    """The mailboxes, the rules, and what became of the last month's messages."""
    actor = signed_in(request)
    require_administrator(actor)
    form = MailSettingsForm(request.POST or None, settings=MailSettings.current())
    if request.method == "POST" and form.is_valid():
        try:
            keeping.change_settings(actor=actor, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The settings are saved."), _("Undo the change"))
            return redirect("mail:settings")
    context = {
        "form": form,
        "mailboxes": Mailbox.objects.select_related("alias"),
        "statistics": keeping.statistics(DAYS),
    }
    return render(request, "mail/settings.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def mailbox_new(request: HttpRequest) -> HttpResponse:
    """A new mailbox."""
    require_administrator(signed_in(request))
    return _form_page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """A mailbox."""
    return _form_page(request, _mailbox_or_404(request, pk))


@require_POST
def probe(request: HttpRequest) -> HttpResponse:
    """Try what the form says, before or after it is saved."""
    actor = signed_in(request)
    require_administrator(actor)
    known = Mailbox.objects.filter(pk=request.POST.get("mailbox") or 0).first()
    form = MailboxForm(request.POST)
    trouble = ""
    if form.is_valid():
        try:
            mailboxes.try_mailbox(actor=actor, mailbox=mailboxes.filled(known or Mailbox(), form.values()))
        except DomainError as refusal:
            trouble = " ".join(dict.fromkeys(refusal.errors.values())) or str(refusal)
    else:
        trouble = _("Fill in the form first.")
    return render(request, "mail/probe.html", {"trouble": trouble})


@require_POST
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Look into the mailbox now."""
    visit_mailbox.enqueue(_mailbox_or_404(request, pk).pk)
    toast(request, _("The mailbox is being read."))
    return redirect("mail:mailbox", pk)


@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a door another address."""
    mailboxes.renew_door(actor=signed_in(request), mailbox=_mailbox_or_404(request, pk))
    toast(request, _("The address is new; the old one takes nothing any more."))
    return redirect("mail:mailbox", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a mailbox."""
    mailboxes.delete_mailbox(actor=signed_in(request), mailbox=_mailbox_or_404(request, pk))
    toast(request, _("The mailbox is deleted; what came from it stays."))
    return redirect("mail:settings")


def _mailbox_or_404(request: HttpRequest, pk: int) -> Mailbox:
    require_administrator(signed_in(request))
    return get_object_or_404(Mailbox, pk=pk)


def _form_page(request: HttpRequest, known: Mailbox | None) -> HttpResponse:
    form = MailboxForm(request.POST if request.method == "POST" else None, mailbox=known)
    if form.is_bound and form.is_valid():
        try:
            saved = mailboxes.save_mailbox(actor=signed_in(request), mailbox=known, **form.values())
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            toast(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect("mail:mailbox", saved.pk)
    door = ""
    if known is not None and known.kind == MailboxKind.HTTP:
        door = request.build_absolute_uri(reverse("mail:door", args=[mailboxes.door_token(known)]))
    context = {"form": form, "mailbox": known, "door": door}
    return render(request, "mail/mailbox.html", context, status=422 if form.is_bound else 200)
