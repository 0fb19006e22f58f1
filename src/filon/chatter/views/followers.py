"""Following a record, and seeing who does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.chatter.choices import Topic
from filon.chatter.forms.composer import FollowerForm
from filon.chatter.models import Follower
from filon.chatter.panels import following_context
from filon.chatter.services import following
from filon.chatter.services.records import ThreadRecord
from filon.chatter.views.records import record_or_404
from filon.core.exceptions import DomainError
from filon.ui.toasts import toast


@require_POST
def follow(request: HttpRequest, record_id: int) -> HttpResponse:
    """Follow, or no longer."""
    record, user = record_or_404(request, record_id), signed_in(request)
    if following.is_following(record_id=record.pk, user=user):
        following.unfollow(actor=user, record_id=record.pk)
    else:
        following.follow(actor=user, record_id=record.pk, user=user)
    return render(request, "chatter/follow_buttons.html", following_context(record, user))


@require_safe
def followers(request: HttpRequest, record_id: int) -> HttpResponse:
    """The dialog with everybody who follows."""
    return _dialog(request, record_or_404(request, record_id), FollowerForm())


@require_POST
def add(request: HttpRequest, record_id: int) -> HttpResponse:
    """Let a colleague, a contact or an address follow."""
    record = record_or_404(request, record_id)
    form = FollowerForm(request.POST)
    if form.is_valid():
        try:
            form.save(actor=signed_in(request), record_id=record.pk)
        except DomainError as refusal:
            form.add_error("who", "; ".join(refusal.errors.values()))
        else:
            return _dialog(request, record, FollowerForm())
    return _dialog(request, record, form, status=422)


@require_POST
def topics(request: HttpRequest, record_id: int) -> HttpResponse:
    """Say what one wants to hear of."""
    record = record_or_404(request, record_id)
    following.choose_topics(actor=signed_in(request), record_id=record.pk, topics=request.POST.getlist("topic"))
    toast(request, _("Your choice is saved."))
    return _dialog(request, record, FollowerForm())


@require_POST
def remove(request: HttpRequest, record_id: int, pk: int) -> HttpResponse:
    """Take somebody off the followers."""
    record = record_or_404(request, record_id)
    follower = Follower.objects.filter(record_id=record.pk, pk=pk).first()
    if follower is None:
        raise Http404
    following.remove_follower(actor=signed_in(request), follower=follower)
    return _dialog(request, record, FollowerForm())


def _dialog(request: HttpRequest, record: ThreadRecord, form: FollowerForm, status: int = 200) -> HttpResponse:
    mine = Follower.objects.filter(record_id=record.pk, user=signed_in(request)).first()
    context = {
        **following_context(record, signed_in(request)),
        "mine": mine,
        "topics": Topic.choices,
        "form": form,
        "is_changed": request.method == "POST",
        "may_change": record.may_change(signed_in(request)),
    }
    return render(request, "chatter/followers.html", context, status=status)
