"""Work in the background."""

from functools import partial
from pathlib import Path

from django.utils.translation import gettext_noop
from django_tasks import task

from filon.history.services import recording
from filon.leadmining.choices import DatasetState, Purpose
from filon.leadmining.models import Dataset, MiningRequest, Retention
from filon.leadmining.services import completing, loading, mining, retaining, uploading


@task(label=gettext_noop("Load a register"), unique=True, atomic=False, max_attempts=3)
def load_dataset(dataset_id: int) -> None:
    """Read the files of a dataset into the directory."""
    dataset = Dataset.objects.filter(pk=dataset_id).first()
    if dataset is None:
        return
    loading.run_load(dataset, partial(loading.note_progress, dataset))
    if dataset.state == DatasetState.READY:  # else whoever loads may look again at what the columns mean
        uploading.discard(Path(path) for path, _name in dataset.options["sources"])


@task(label=gettext_noop("Delete mined leads that nobody worked on"), unique=True)
def let_unworked_go() -> None:
    """Keep to what was decided about unworked leads; nothing until somebody has."""
    if Retention.current().is_scheduled:
        retaining.let_go(actor=None)


@task(label=gettext_noop("Look for leads"), unique=True, atomic=False, max_attempts=1)
def run_request(request_id: int) -> None:
    """Make leads of the companies that a request asks for; whoever waits is told when it cannot be done."""
    request = MiningRequest.objects.filter(pk=request_id).first()
    if request is None:
        return
    recording.act_as(request.created_by)
    try:
        if request.purpose == Purpose.UPDATE:
            completing.complete(request)
        else:
            mining.mine(request)
    except Exception:
        mining.note_failure(request_id)
        raise
