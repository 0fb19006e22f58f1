"""From a request to the opportunity or the board that it is about."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from filon.accounts.models import User
from filon.crm.lists.board import Scope, scope_of
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead, LeadQuerySet
from filon.ui.lists.declaration import filtered
from filon.ui.lists.look import look_of
from filon.ui.lists.state import ListState, parse

RELATED = (
    "stage", "contact", "salesperson", "team", "lost_reason", "campaign", "medium", "source", "state", "country",
    "recurring_plan",
)  # fmt: skip


def user_of(request: HttpRequest) -> User:
    """Who asks; the middleware lets nobody else through."""
    assert isinstance(request.user, User)
    return request.user


def lead_of(request: HttpRequest, pk: int) -> Lead:
    """The lead `pk` with what its pages show, or 404 when it is not there or not to be seen."""
    rows: LeadQuerySet = Lead.objects.visible_to(user_of(request)).select_related(*RELATED)
    return get_object_or_404(rows, pk=pk)


def state_of(request: HttpRequest, query: str) -> ListState:
    """The state of the pipeline in a query string such as `?view=board&filter=whose:mine`."""
    parameters = QueryDict(urlsplit(query).query if "?" in query else query)
    return parse(parameters, [facet.key for facet in LEADS.facets], LEADS.starting(user_of(request)))


def board_scope(request: HttpRequest, state: ListState) -> Scope:
    """Which leads the board of this state shows."""
    look = look_of(user_of(request))
    rows: Any = filtered(LEADS, state, look)
    return scope_of(look.user, state, rows)


def on_board(request: HttpRequest, state: ListState, ids: set[int]) -> list[int]:
    """Those of the leads that the board of this state shows, however far down."""
    rows: Any = filtered(LEADS, state, look_of(user_of(request)))
    return list(rows.filter(pk__in=ids).values_list("pk", flat=True))


def page_after(user: User, lead: Lead) -> str:
    """Where to go after a change: the lead's page, or the board when the user no longer sees the lead."""
    is_seen = Lead.objects.visible_to(user).filter(pk=lead.pk).exists()
    return reverse("crm:lead", args=[lead.pk]) if is_seen else reverse("crm:board")
