"""Activities from files and into files. Each names the record that it is about, by id or by name."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.activities.choices import Priority
from filon.activities.models import Activity, ActivityType
from filon.activities.services.changing import change
from filon.activities.services.scheduling import Wanted, schedule_all, today_of
from filon.contacts.imports import TAGS
from filon.core.ids import ids_of
from filon.core.models import Record
from filon.core.normalising import folded, sort_key
from filon.core.record_types import record_types
from filon.exchange.declaring import ID, Column, Exchangeable, Key, Link, Values, by_name
from filon.exchange.readers import DAY, NAME, choice, text


def _records_called(user: User, texts: Collection[str]) -> dict[str, list[Record]]:
    """The records that the user sees by their id, or by what they are called."""
    found: dict[str, list[Record]] = {}
    ids = ids_of(texts)
    names = {sort_key(each): each for each in texts}
    for record_type in record_types:
        rows = record_type.visible_to(user).select_related("record").order_by()
        for row in rows.filter(pk__in=ids):
            found.setdefault(str(row.pk), []).append(row.record)
        if {"sort_key", "name"} <= {field.name for field in record_type.model._meta.concrete_fields}:
            for row in rows.filter(sort_key__in=names):
                if folded(record_type.title(row)) == folded(names[row.sort_key]):
                    found.setdefault(names[row.sort_key], []).append(row.record)
    return found


def _create(user: User, items: Sequence[Values]) -> Sequence[Activity]:
    wanted = [
        Wanted(
            record_id=item["record"].pk,
            type=item["type"],
            assignee=item.get("assignee") or user,
            due_on=item.get("due_on") or today_of(user),
            **{name: item[name] for name in ("summary", "note", "priority", "tags") if name in item},
        )
        for item in items
    ]
    return schedule_all(actor=user, wanted=wanted)


def _update(user: User, activity: Activity, values: Values) -> None:
    values.pop("record", None)  # an activity stays where it is
    change(actor=user, activity=activity, **values)


PEOPLE = by_name(lambda user: User.objects.visible_to(user).filter(is_active=True), "email")
ACTIVITIES = Exchangeable(
    kind="activity",
    label=_("Activities"),
    icon="checklist",
    list_keys=("activities",),
    rows=lambda user: Activity.objects.visible_to(user)
    .select_related("record", "type", "assignee")
    .prefetch_related("tags"),
    columns=(
        ID,
        Column("record", _("About"), NAME, "înregistrare; oportunitate; client; contact; record; related to; deal",
               link=Link(_records_called, write=lambda record: str(record.pk)), is_required=True),
        Column("type", _("Type"), NAME, "tip; tip de activitate; activity type; activitate",
               link=Link(by_name(lambda _user: ActivityType.objects.filter(is_active=True))), is_required=True),
        Column("summary", _("Summary"), text(200), "rezumat; subiect; titlu; subject; title; task"),
        Column("due_on", _("Due date"), DAY, "termen; scadență; data; date; deadline; due"),
        Column("assignee", _("Responsible"), NAME, "responsabil; agent; assigned to; owner", link=Link(PEOPLE)),
        Column("priority", _("Priority"), choice(lambda: Priority.choices, 0), "prioritatea; stele"),
        TAGS,
        Column("note", _("Note"), text(), "notă; detalii; descriere; description; comments"),
    ),
    keys={"id": Key("pk")},
    create=_create,
    update=_update,
)  # fmt: skip
