"""Running an import: a trial that leaves nothing, or in earnest; a batch at a time, so that nobody waits for long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import Conflict, DomainError
from filon.exchange.choices import BUSY, Outcome, State
from filon.exchange.declaring import Exchangeable, exchangeables
from filon.exchange.models import Import, ImportRow
from filon.exchange.services.converting import Line, converted
from filon.exchange.services.deciding import Seen, decide, find
from filon.exchange.services.linking import link
from filon.exchange.services.looking import look_at
from filon.exchange.services.settings import Settings
from filon.exchange.services.storing import store
from filon.exchange.services.uploading import path_of
from filon.exchange.sources.base import Row
from filon.history.choices import Kind
from filon.history.services import recording

BATCH = 200
COUNTS = ("created", "updated", "unchanged", "skipped", "rejected")
TOLD = (Outcome.SKIPPED, Outcome.REJECTED)


@dataclass
class Run:
    """One run of an import. A trial rolls each batch back."""

    subject: Import
    declared: Exchangeable
    settings: Settings
    is_trial: bool
    seen: Seen = field(default_factory=Seen)

    @property
    def actor(self) -> User:
        """Whose rights rule: whoever brought the file."""
        return self.subject.created_by


@transaction.atomic
def start(*, actor: User, subject: Import, settings: Settings, is_trial: bool) -> Import:
    """Note how the file is read, and that it is to be tried or imported; the caller writes the job."""
    held = Import.objects.visible_to(actor).select_for_update().get(pk=subject.pk)
    if held.state in BUSY or held.change_set is not None:
        raise Conflict(_("This file is being imported already, or has been."))
    if not settings.columns:
        raise DomainError(_("Say for one column at least what it is."))
    look_at(path_of(held), settings)
    held.settings = settings.kept()
    _begin(held, State.CHECKING if is_trial else State.RUNNING)
    held.save()
    ImportRow.objects.filter(source=held).delete()
    return held


def _begin(held: Import, state: State) -> None:
    held.state, held.error, held.done, held.total = state, "", 0, 0
    for name in COUNTS:
        setattr(held, name, 0)


def run(subject: Import) -> None:
    """Go through the file, from the row where an earlier attempt was broken off."""
    is_trial = subject.state == State.CHECKING
    this = Run(subject, exchangeables[subject.kind], Settings.of(subject.settings), is_trial)
    try:
        if not subject.total:
            with transaction.atomic():
                total = sum(1 for _row in _rows(this))
                Import.objects.filter(pk=subject.pk).update(total=total)
        if is_trial:
            _go(this)
        else:
            with recording.apart(this.actor, Kind.IMPORT, resumes=subject.change_set):
                _go(this)
    except DomainError as refusal:
        _finish(subject, State.FAILED, str(refusal))
    else:
        _finish(subject, State.CHECKED if is_trial else State.DONE)


def _go(this: Run) -> None:
    rows = islice(_rows(this), this.subject.done, None)
    while batch := list(islice(rows, BATCH)):
        lines = [converted(this.declared, number, cells, this.settings) for number, cells in batch]
        with transaction.atomic():
            _take(this, lines)
            if not this.is_trial:
                _note(this, lines)
        if this.is_trial:
            with transaction.atomic():
                _note(this, lines)


def _rows(this: Run) -> Iterator[Row]:
    rows = look_at(path_of(this.subject), this.settings).source.rows()
    return islice(rows, 1 if this.settings.has_header else 0, None)


def _take(this: Run, lines: Sequence[Line]) -> None:
    find(this.declared, lines, this.settings, this.actor)
    waiting = link(this.declared, lines, this.settings, this.actor, creates=False)
    _store(this, [line for line in lines if all(line is not other for other in waiting)])
    link(this.declared, waiting, this.settings, this.actor, creates=True)
    _store(this, waiting)
    if this.is_trial:
        transaction.set_rollback(True)


def _store(this: Run, lines: Sequence[Line]) -> None:
    decide(this.declared, lines, this.settings, this.actor, this.seen)
    store(this.declared, lines, this.actor)


def _note(this: Run, lines: Sequence[Line]) -> None:
    """What became of the rows, in the transaction that wrote them, so that both are there or neither."""
    counts = {name: sum(line.outcome == name for line in lines) for name in COUNTS}
    ImportRow.objects.bulk_create(
        ImportRow(source=this.subject, number=line.number, outcome=line.outcome, cells=line.texts, reasons=line.reasons)
        for line in lines
        if line.outcome in TOLD
    )
    values: dict[str, Any] = {name: F(name) + count for name, count in counts.items()}
    open_set = recording.current()
    if not this.is_trial and open_set is not None:
        done = this.subject.created + this.subject.updated + counts["created"] + counts["updated"]
        this.subject.created += counts["created"]
        this.subject.updated += counts["updated"]
        _name(this.declared, done)
        values["change_set"] = open_set.id
    Import.objects.filter(pk=this.subject.pk).update(done=F("done") + len(lines), **values)


def _name(declared: Exchangeable, done: int) -> None:
    """Call the change-set by what it has brought so far, whatever the services below call their part."""
    open_set = recording.current()
    if open_set is not None:
        open_set.is_described = False
    what = {}
    for language in ("ro", "en"):
        with override(language):
            what[language] = str(declared.label).lower()
    recording.describe_many("Imported one row: %(what)s", "Imported %(count)d rows: %(what)s", count=done, what=what)


@transaction.atomic
def _finish(subject: Import, state: State, error: str = "") -> None:
    finished = clock.now() if state in (State.DONE, State.FAILED) else None
    Import.objects.filter(pk=subject.pk).update(state=state, error=error, finished_at=finished)
