"""Triggers are dropped before tables change under them, and made again afterwards; models are checked."""

from typing import Any

from django.apps import apps
from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.accounts.hooks import act_described, user_deleting
from filon.accounts.models import User
from filon.core import diagnostics
from filon.core.exceptions import Conflict
from filon.core.models import Record
from filon.history import context
from filon.history.checks import check_recorded_models
from filon.history.derived import register_derived
from filon.history.models import ChangeSet
from filon.history.recorded import recorded_models
from filon.history.services.examining import doctor
from filon.history.services.recording import describe
from filon.history.services.repointing import move_unrecorded
from filon.history.toasts import undo_offer
from filon.history.triggers import installing
from filon.ui.menu import MenuEntry, menu
from filon.ui.toasts import undo_offers


def drop_triggers(*, using: str, plan: list[Any], **_rest: Any) -> None:
    """Before a migration that has something to do."""
    if plan:
        installing.drop(connections[using])


def make_triggers(*, using: str, **_rest: Any) -> None:
    """After a migration, and after a flush, which empties the registry."""
    installing.install(connections[using])


def keep_whoever_wrote(user: User) -> None:
    """A user who has changed something stays, so that the history can go on naming him."""
    if ChangeSet.objects.filter(actor=user.pk).exists():
        raise Conflict(
            _("%(user)s has made changes that the history names. Deactivate the user instead.") % {"user": user}
        )


_room = apps.get_app_config("history")
pre_migrate.connect(drop_triggers, sender=_room, dispatch_uid="history.drop_triggers")
post_migrate.connect(make_triggers, sender=_room, dispatch_uid="history.make_triggers")
undo_offers.register("history", undo_offer)
menu.register(
    MenuEntry(
        "history",
        gettext_lazy("History"),
        url_name="history:audit",
        icon="history",
        parent="system",
        order=50,
        visible_to=lambda user: user.is_administrator,
        description=gettext_lazy("What was done by whom, and the way to undo it."),
    )
)
menu.register(
    MenuEntry(
        "bin",
        gettext_lazy("Bin"),
        url_name="history:bin",
        icon="trash",
        parent="system",
        order=55,
        visible_to=lambda user: user.is_administrator,
        description=gettext_lazy("What was deleted or archived, with the way back."),
    )
)
menu.register(
    MenuEntry(
        "own-bin",
        gettext_lazy("Bin"),
        url_name="history:bin",
        icon="trash",
        parent="account",
        order=65,
        visible_to=lambda user: not user.is_administrator,
    )
)
menu.register(
    MenuEntry(
        "own-history",
        gettext_lazy("My changes"),
        url_name="history:audit",
        icon="history",
        parent="account",
        order=60,
        visible_to=lambda user: not user.is_administrator,
    )
)
act_described.register(describe)
user_deleting.register(keep_whoever_wrote)
register_derived(Record, lambda ids: move_unrecorded(list(ids)))
checks.register(check_recorded_models)
diagnostics.register("history", doctor)
context.recorded_tables.update(
    (name.lower(), frozenset(str(field.column) for field in recorded.columns))
    for name, recorded in recorded_models().items()
)
