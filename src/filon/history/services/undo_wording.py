"""Why a part of a change-set stays, in sentences that name the thing."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.models import Record
from filon.core.record_types import record_types
from filon.history.choices import Reason
from filon.history.models import ChangeSet
from filon.history.recorded import label_of, recorded_models
from filon.history.services.describing import has_label
from filon.history.services.undo_plan import Key, Obstacle, Plan


@dataclass(frozen=True)
class Skip:
    """A part of a change-set that was left as it is. `sentence` says what and why, in the reader's language."""

    table: str
    row: int
    column: str
    reason: str
    by_change_set: int | None
    sentence: str


def worded(plan: Plan) -> list[Skip]:
    """The plan's obstacles as sentences, each sentence once."""
    names = _names(plan.obstacles)
    makers = _makers(plan.obstacles)
    skips: dict[str, Skip] = {}
    for each in plan.obstacles:
        sentence = each.sentence or _sentence(each, names, makers)
        skip = Skip(each.key[0], each.key[1], each.column, each.reason.value, each.by_change_set, sentence)
        skips.setdefault(sentence, skip)
    return list(skips.values())


def _sentence(obstacle: Obstacle, names: dict[Key, str], makers: dict[int, str]) -> str:
    # What somebody may not change he perhaps may not see either.
    is_hidden = obstacle.reason == Reason.RIGHTS
    what = _name(_model(obstacle.key[0]), None, obstacle.key[0]) if is_hidden else names[obstacle.key]
    text = str(Reason(obstacle.reason).label) % {
        "what": what,
        "field": _field(obstacle.key[0], obstacle.column),
    }
    maker = makers.get(obstacle.by_change_set or 0)
    return _("%(sentence)s, by %(who)s.") % {"sentence": text, "who": maker} if maker else f"{text}."


def _field(table: str, column: str) -> str:
    recorded = recorded_models().get(table)
    field = recorded.field(column) if recorded else None
    return str(field.verbose_name) if field is not None and has_label(field) else column


def _makers(obstacles: list[Obstacle]) -> dict[int, str]:
    """Who made the sets that stand in the way."""
    sets = {each.by_change_set for each in obstacles if each.by_change_set}
    actors = dict(ChangeSet.objects.filter(pk__in=sets, actor__isnull=False).values_list("pk", "actor"))
    users = dict(User.objects.filter(pk__in=set(actors.values())).values_list("pk", "name"))
    return {pk: users[actor] for pk, actor in actors.items() if actor in users}


def _model(table: str) -> type[Model] | None:
    recorded = recorded_models().get(table)
    return recorded.model if recorded else None


def _names(obstacles: list[Obstacle]) -> dict[Key, str]:
    """What people call the rows."""
    rows: dict[str, set[int]] = defaultdict(set)
    for each in obstacles:
        rows[each.key[0]].add(each.key[1])
    found: dict[Key, str] = {}
    for table, ids in rows.items():
        recorded = recorded_models().get(table)
        there: dict[Any, Model] = recorded.model._base_manager.in_bulk(ids) if recorded else {}
        for pk in ids:
            found[table, pk] = _name(recorded.model if recorded else None, there.get(pk), table)
    return found


def _name(model: type[Model] | None, row: Model | None, table: str) -> str:
    if model is None:
        return table
    record_type = record_types.get(getattr(model, "record_kind", getattr(row, "kind", "")))
    label = str(record_type.label) if record_type else label_of(model)
    if row is None or isinstance(row, Record):
        return label
    title = record_type.title(row) if record_type else str(row)
    return _("%(kind)s “%(title)s”") % {"kind": label, "title": title}
