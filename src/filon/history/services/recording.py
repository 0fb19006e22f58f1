"""Who writes, through which door, and what it is called.

The edge (a request, a message, a job, a command) opens one change-set with `write`; services below it may `describe`
what they do. The triggers in the database record the rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, transaction

from filon.accounts.models import User
from filon.history.choices import Kind
from filon.history.context import Open, current, opened, recorder_of

__all__ = ["Open", "act_as", "apart", "change_set", "current", "describe", "describe_many", "ensure", "write"]


@contextmanager
def change_set(actor: User | None, kind: str, label: str = "", **arguments: Any) -> Iterator[Open]:
    """Open a change-set; inside another one, join that. Writes nothing until a recorded table is written to.

    Its writes must be in transactions, of which there may be several. `label` is an English msgid
    (`gettext_noop`) without names of persons; see `describe`.
    """
    outer = current()
    if outer is not None:
        if label and not outer.label:
            _name(outer, label, arguments)
        yield outer
        return
    fresh = Open(kind=Kind(kind), actor_id=actor.pk if actor else None, label=label, arguments=arguments)
    with opened(fresh):
        try:
            yield fresh
        finally:
            for each in connections.all(initialized_only=True):
                recorder_of(each).leave(fresh)


@contextmanager
def write(actor: User | None, kind: str, label: str = "", **arguments: Any) -> Iterator[Open]:
    """A change-set in one transaction: what an edge opens around everything that belongs together."""
    with change_set(actor, kind, label, **arguments) as opened_set, transaction.atomic():
        yield opened_set


@contextmanager
def apart(actor: User | None, kind: str, label: str = "", resumes: int | None = None) -> Iterator[Open]:
    """A change-set of its own even inside another one: for a job that does several things which have nothing to do with
    one another, so that each can be told and undone alone. `resumes` is one that an earlier attempt has begun.
    """
    fresh = Open(kind=Kind(kind), actor_id=actor.pk if actor else None, label=label)
    fresh.id, fresh.is_committed = resumes, resumes is not None
    with opened(fresh):
        try:
            yield fresh
        finally:
            recorder_of(connection).leave(fresh)


def describe(label: str, **arguments: Any) -> None:
    """Say what the open change-set does; the first to say so (the outermost service) is believed.

    `label` is an English msgid marked with `gettext_noop`, with `%(name)s` for `arguments`. For a plural give the
    second msgid as `plural` and the number as `count`. No names of persons: labels outlive an erasure.
    """
    open_set = current()
    if open_set is None or open_set.is_described:
        return
    open_set.is_described = True
    _name(open_set, label, arguments)


def describe_many(one: str, many: str, *, count: int, **arguments: Any) -> None:
    """`describe` for something done to `count` things: the msgids for one and for several (`%(count)d`)."""
    describe(one, plural=many, count=count, **arguments)


def recount(count: int) -> None:
    """What the open change-set does has come to `count` things by now, if its label says how many."""
    open_set = current()
    if open_set is not None and "count" in open_set.arguments:
        _name(open_set, open_set.label, {**open_set.arguments, "count": count})


def act_as(user: User) -> None:
    """The open change-set is `user`'s: for the API, where a token's user is known only after the door."""
    open_set = current()
    if open_set is not None:
        open_set.actor_id = user.pk
        recorder_of(connection).save(open_set)


def ensure() -> int:
    """The id of the open change-set, which is made now if nothing was written in it yet.

    Call it before writing past Django's cursors (COPY, a driver's own cursor). Needs a transaction.
    """
    open_set = current()
    if open_set is None:
        raise LookupError("No change-set is open here; an edge opens one with filon.history.services.recording.write.")
    return recorder_of(connection).ensure(open_set)


def become_undo(of: int) -> None:
    """The open change-set undoes the one with the id `of`."""
    open_set = current()
    if open_set is None:
        raise LookupError("No change-set is open here.")
    open_set.kind, open_set.undoes_id = Kind.UNDO, of
    open_set.label, open_set.arguments, open_set.is_described = "", {}, True
    recorder_of(connection).save(open_set)


def _name(open_set: Open, label: str, arguments: dict[str, Any]) -> None:
    open_set.label, open_set.arguments = label, arguments
    recorder_of(connection).save(open_set)
