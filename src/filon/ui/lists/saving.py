"""What a user keeps of a list: searches under a name, the one it opens with, and the columns he wants to see."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError, NotAllowed
from filon.ui.lists.declaration import Column, RecordList
from filon.ui.lists.look import Look
from filon.ui.models import ListPreference, SavedSearch

MOST = 50


def saved_searches(list_key: str, user: Any) -> QuerySet[SavedSearch]:
    """The user's own searches of a list, and those that others share."""
    return SavedSearch.objects.filter(Q(user=user) | Q(is_shared=True), list_key=list_key).order_by("name", "pk")


@transaction.atomic
def save_search(*, actor: Any, list_key: str, name: str, query: str, is_shared: bool = False) -> SavedSearch:
    """Keep an address under a name; one's own search of the same name is replaced."""
    name = " ".join(name.split())
    if not name:
        raise DomainError(_("Type a name for the search."), field="name")
    if len(name) > 60 or len(query) > 2000:
        raise DomainError(_("The name or the search is too long."), field="name")
    own = SavedSearch.objects.filter(user=actor, list_key=list_key)
    search = own.filter(name=name).first()
    if search is None and own.count() >= MOST:
        raise DomainError(_("You already have %(most)d saved searches here. Delete one first.") % {"most": MOST})
    search = search or SavedSearch(user=actor, list_key=list_key, name=name)
    search.query, search.is_shared = query, is_shared
    search.save()
    return search


@transaction.atomic
def delete_search(*, actor: Any, search: SavedSearch) -> None:
    """Forget a saved search; one that others share is its owner's or an administrator's to delete."""
    if search.user_id != actor.pk and not actor.is_administrator:
        raise NotAllowed(_("Only its owner or an administrator can delete a shared search."))
    search.delete()


def columns_for(declared: RecordList, look: Look) -> list[Column]:
    """The columns that a user sees: those he chose, else those that are not extra; the first one always."""
    kept = _preference(declared.key, look)
    first, *rest = declared.columns
    if kept is None or kept.columns is None:
        return [first, *(column for column in rest if not column.is_extra)]
    return [first, *(column for column in rest if column.key in kept.columns)]


@transaction.atomic
def choose_columns(*, actor: Any, declared: RecordList, keys: list[str]) -> None:
    """Show these columns of a list to `actor` from now on; keys that it does not have are ignored."""
    known = [column.key for column in declared.columns if column.key in keys]
    ListPreference.objects.update_or_create(user=actor, list_key=declared.key, defaults={"columns": known})


@transaction.atomic
def open_with(*, actor: Any, list_key: str, search: SavedSearch) -> None:
    """Open a list with this search from now on; with the list's own filters again if it does so already."""
    kept, _is_new = ListPreference.objects.get_or_create(user=actor, list_key=list_key)
    kept.opens_with = None if kept.opens_with_id == search.pk else search
    kept.save(update_fields=["opens_with"])


def opening_search(list_key: str, look: Look) -> SavedSearch | None:
    """The search that the user's list opens with; one that is not shared any more is its owner's alone."""
    kept = _preference(list_key, look)
    search = kept.opens_with if kept else None
    return search if search and (search.is_shared or search.user_id == look.user.pk) else None


def _preference(list_key: str, look: Look) -> ListPreference | None:
    kept = ListPreference.objects.filter(user=look.user, list_key=list_key).select_related("opens_with")
    return look.once(f"preference {list_key}", kept.first)
