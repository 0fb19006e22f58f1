"""Beginning, doing, stopping and telling of long runs."""

from django.db import transaction
from django.http import QueryDict
from django.urls import get_resolver
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.history.choices import Kind
from filon.history.services import recording
from filon.jobs.choices import RunState
from filon.jobs.models import LongRun
from filon.ui.lists import BulkAction, RecordList
from filon.ui.lists.bulk import action_of
from filon.ui.lists.declaration import declared_lists

BATCH = 500


@transaction.atomic
def begin(*, actor: User, declared: RecordList, action: BulkAction, ids: list[int], posted: str) -> LongRun:
    """Note what is to be done to which rows; the caller writes the job."""
    return LongRun.objects.create(
        actor=actor, list_key=declared.key, act=action.key, posted=posted, ids=ids, total=len(ids)
    )


def go_on(run: LongRun) -> None:
    """Do what is left of `run`, each batch in a transaction of its own. Refusals end it, and stand in its `error`."""
    try:
        with recording.apart(run.actor, Kind.WEB, resumes=run.change_set):
            while _batch(run.pk):
                pass
    except DomainError as refusal:
        text = " ".join(str(sentence) for sentences in refusal.errors.values() for sentence in sentences)
        end(run, RunState.FAILED, text or str(refusal))


@transaction.atomic
def _batch(pk: int) -> bool:
    """Do the next batch; whether there may be another one after it."""
    run = LongRun.objects.select_related("actor").select_for_update(of=("self",)).get(pk=pk)
    if not run.is_running:
        return False
    ids = run.ids[run.done : run.done + BATCH]
    if ids:
        _do(run, ids)
    run.done += len(ids)
    recording.recount(run.done)
    open_set = recording.current()
    run.change_set = open_set.id if open_set else None
    if run.done >= run.total:
        run.state, run.ids, run.posted = RunState.DONE, [], ""
    run.save(update_fields=["done", "change_set", "state", "ids", "posted"])
    return run.is_running


def _do(run: LongRun, ids: list[int]) -> None:
    """The action itself, on those of the rows that its actor still sees."""
    declared = _list_of(run)
    action = action_of(declared, run.act, run.actor)
    form = action.form(QueryDict(run.posted)) if action.form else None
    if form is not None and not form.is_valid():
        raise DomainError(_("What was chosen for this is not there any more."))
    rows = declared.rows(run.actor).filter(pk__in=ids)
    if rows.exists():
        action.run(actor=run.actor, rows=rows, **(form.cleaned_data if form else {}))


def _list_of(run: LongRun) -> RecordList:
    if run.list_key not in declared_lists:
        list(get_resolver().url_patterns)  # a process that serves no pages has not read the addresses yet
    return declared_lists[run.list_key]


def action_label(run: LongRun) -> str:
    """What is done, in the words of the list: „Mută în etapă”."""
    return str(action_of(_list_of(run), run.act, run.actor).label)


@transaction.atomic
def end(run: LongRun, state: RunState, error: str = "") -> None:
    """End a run that is under way before it is through. What is done stays, and can be undone."""
    going = LongRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
    going.update(state=state, error=error, ids=[], posted="")


@transaction.atomic
def told(run: LongRun) -> None:
    """The actor has seen how `run` ended."""
    LongRun.objects.filter(pk=run.pk).update(is_told=True)
