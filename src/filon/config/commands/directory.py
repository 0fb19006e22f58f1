"""`filon directory`: loads registers into the company directory."""

import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from filon.config import starting
from filon.config.faults import StartFault
from filon.core.exceptions import DomainError
from filon.history.choices import Kind
from filon.history.services import recording
from filon.leadmining.choices import DatasetState
from filon.leadmining.importers import Options, Source, importer_for
from filon.leadmining.importers.base import REASONS
from filon.leadmining.models import Dataset
from filon.leadmining.services.loading import note_progress, register_dataset, run_load
from filon.leadmining.services.starting import fetch_starter


def run(arguments: Namespace) -> int:
    """Load files, or the starter directory; 1 when the load was refused."""
    starting.require_right_tables()
    try:
        paths = [fetch_starter()] if arguments.action == "starter" else [Path(name) for name in arguments.files]
        return _load(paths, arguments)
    except DomainError as error:
        raise StartFault(str(error)) from error


def _show(dataset: Dataset, rows: int) -> None:
    note_progress(dataset, rows)
    print(f"\r{rows:,} companies", end="", flush=True)


def _load(paths: list[Path], arguments: Namespace) -> int:
    missing = next((path for path in paths if not path.is_file()), None)
    if missing is not None:
        raise StartFault(f"There is no file {missing}.")
    sources = [Source(path.resolve()) for path in paths]
    chosen = importer_for(sources)
    options = Options(
        with_people=getattr(arguments, "people", False), country=getattr(arguments, "country", "").upper()
    )
    print(f"Reading {', '.join(path.name for path in paths)} as {chosen.title}…", flush=True)
    with recording.write(None, Kind.COMMAND):
        title = getattr(arguments, "title", "")
        dataset = register_dataset(actor=None, sources=sources, key=chosen.key, title=title, options=options)
    with recording.change_set(None, Kind.COMMAND):
        tally = run_load(dataset, partial(_show, dataset))
    print(f"\r{dataset.rows:,} companies in the directory, {tally.rejected:,} rows rejected, "
          f"{tally.left_out.total():,} left out.")  # fmt: skip
    for reason, count in tally.rejects.most_common():
        if count:
            print(f"  {count:,}: {REASONS[reason]}")
    if dataset.state == DatasetState.READY:
        return 0
    print(dataset.error or "Too many rows were rejected; the directory stays as it was.", file=sys.stderr)
    return 1
