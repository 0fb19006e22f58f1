"""What the doctor looks at: whether the directory's files are there, whole, and nobody waits for a load that died."""

import sqlite3
from collections.abc import Iterator

from filon.core import clock
from filon.core.diagnostics import Finding
from filon.leadmining.choices import DatasetState, RequestState
from filon.leadmining.directory import store
from filon.leadmining.models import Dataset, MiningRequest
from filon.leadmining.services.loading import SILENT_FOR

_SUBJECT = "company directory"


def examine() -> Iterator[Finding]:
    """Each dataset by its file; loads and requests that have been silent for too long."""
    datasets, late = list(Dataset.objects.all()), clock.now() - SILENT_FOR
    faults = [f"{dataset.title}: {fault}" for dataset in datasets if dataset.file and (fault := _fault(dataset.file))]
    dead = [row.title for row in datasets if row.state == DatasetState.LOADING and row.told_at < late]
    faults += [f"{title}: its load has stopped; load the files again." for title in dead]
    if running := MiningRequest.objects.filter(state=RequestState.RUNNING, created_at__lt=late).count():
        faults.append(f"{running} requests have been under way for long: is a worker running?")
    for fault in faults:
        yield Finding(_SUBJECT, False, fault)
    if not faults:
        used = [dataset for dataset in datasets if dataset.file]
        rows = sum(dataset.rows for dataset in used)
        sentence = f"{rows:,} companies in {len(used)} datasets." if used else "Empty: `filon directory load` fills it."
        yield Finding(_SUBJECT, True, sentence)


def _fault(name: str) -> str:
    try:
        with store.opened(name) as file:
            file.execute("SELECT (SELECT 1 FROM tally LIMIT 1), (SELECT 1 FROM vocabulary LIMIT 1)").fetchone()
    except FileNotFoundError:
        return f"its file {name} is not in {store.folder()}; load the files again."
    except sqlite3.Error as error:
        return f"its file {name} cannot be asked ({error}); load the files again."
    return ""
