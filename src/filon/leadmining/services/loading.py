"""Loading a register: a dry run that shows what would come of it, and the load itself, which is whole or not at all."""

import hashlib
import itertools
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.crm.choices import Status
from filon.crm.models import Lead
from filon.history.services import recording
from filon.leadmining import policies
from filon.leadmining.choices import DatasetState
from filon.leadmining.directory import store
from filon.leadmining.directory.company import Company, Refused
from filon.leadmining.importers import Importer, Options, Source, importer, importer_for
from filon.leadmining.importers.base import LEFT_OUT
from filon.leadmining.models import Dataset, Origin

DRY_ROWS = 1_000
MOST_REJECTS = 0.2
"""A load with a larger share of rejected rows is refused: the file is not what it is taken for."""

UNREADABLE = (OSError, EOFError, KeyError, ValueError, StopIteration, RuntimeError, store.Fault, DomainError)
"""What reading a file of another format, a cut one or a full disk raises; a reader may say in words what is wrong."""

_PIECE = 20_000
SILENT_FOR = timedelta(minutes=15)
"""A load that has not told of itself for so long is dead, and may be started anew."""


@dataclass
class Tally:
    """What became of the rows of a load."""

    read: int = 0
    accepted: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def rejected(self) -> int:
        """How many rows could not be taken."""
        return self.rejects.total()

    @property
    def is_bad(self) -> bool:
        """Whether too many rows could not be taken."""
        return self.rejected > MOST_REJECTS * max(self.accepted + self.rejected, 1)

    def counted(self, rows: Iterable[Company | Refused]) -> Iterator[Company]:
        """The companies among `rows`, while everything is counted."""
        for row in rows:
            self.read += 1
            if isinstance(row, Refused):
                (self.left_out if row.args[0] in LEFT_OUT else self.rejects)[row.args[0]] += 1
                continue
            self.accepted += 1
            yield row

    def written(self) -> dict[str, Any]:
        """As plain values, for a load that goes on in another process."""
        return {**asdict(self), "rejects": dict(self.rejects), "left_out": dict(self.left_out)}

    @classmethod
    def of(cls, state: dict[str, Any]) -> Self:
        """From what `written` gave."""
        counters = {name: Counter(state.get(name, {})) for name in ("rejects", "left_out")}
        return cls(state.get("read", 0), state.get("accepted", 0), **counters)


@dataclass(frozen=True)
class DryRun:
    """What the first thousand rows of a file would become."""

    importer: Importer
    tally: Tally
    sample: list[Company]


def try_out(sources: list[Source], options: Options, key: str = "") -> DryRun:
    """Read the beginning of the files and change nothing. DomainError when nobody can read them."""
    chosen, tally = importer(key) if key else importer_for(sources), Tally()
    try:
        rows = itertools.islice(chosen.rows(sources, options), DRY_ROWS)
        sample = list(tally.counted(rows))[:5]
    except UNREADABLE as error:
        raise unreadable(error) from error
    if not tally.read:
        raise unreadable(EOFError())
    return DryRun(chosen, tally, sample)


@transaction.atomic
def register_dataset(
    *,
    actor: User | None,
    sources: Sequence[Source],
    key: str,
    title: str = "",
    options: Options | None = None,
    **told: Any,
) -> Dataset:
    """Note that files are to be loaded; `run_load` does it. A dataset of the same title is replaced by them."""
    policies.require_directory(actor)
    recording.describe(gettext_noop("Loaded a register into the company directory"))
    chosen, options = importer(key), options or Options()
    name = " ".join(title.split())[:200] or usual_title(chosen, sources)
    dataset = Dataset.objects.filter(title=name, importer=key).first() or Dataset(title=name, importer=key)
    _require_settled(dataset)
    dataset.state, dataset.progress, dataset.error, dataset.loaded_by = DatasetState.LOADING, 0, "", actor
    dataset.told_at = clock.now()
    dataset.contains_people = options.with_people and chosen.has_people
    dataset.licence = told.get("licence") or chosen.licence
    dataset.attribution = told.get("attribution") or chosen.attribution
    dataset.source_url = told.get("source_url") or chosen.source_url
    dataset.snapshot_date = told.get("snapshot_date") or _file_day(sources)
    dataset.options = {
        "sources": [[str(source.path), source.label] for source in sources],
        "with_people": options.with_people,
        "with_sole_traders": options.with_sole_traders,
        "country": options.country,
        "mapping": dict(options.mapping),
        "delimiter": options.delimiter,
        "encoding": options.encoding,
    }
    dataset.save()
    return dataset


def usual_title(chosen: Importer, sources: Sequence[Source]) -> str:
    """What a dataset is called unless somebody says otherwise: as its register, a table as its file."""
    return chosen.title if chosen.source_url else sources[0].label.partition(".")[0]


def run_load(dataset: Dataset, report: Callable[[int], None]) -> Tally:
    """Read the files of a registered dataset and put the new file in place; the old one serves until then.

    A run that was cut off, by a restart for example, goes on where it was. What is wrong with the files stands on the
    dataset in words.
    """
    sources = [Source(Path(path), name) for path, name in dataset.options["sources"]]
    draft: store.Draft | None = None
    tally, name = Tally(), f"{dataset.pk}-{secrets.token_hex(4)}.sqlite3"
    try:
        draft = store.Draft(str(dataset.pk), name, _fingerprint(dataset, sources))
        tally = Tally.of(draft.state)
        _fill(draft, tally, dataset, sources, report)
        tally.rejects["double"] += draft.drop_doubles()
        tally.accepted = draft.rows
        if tally.is_bad or not tally.accepted:
            draft.discard()
            return _settle(dataset, tally, DatasetState.REFUSED)
        draft.finish()
        surveyed = draft.survey()
        draft.publish()
    except (KeyboardInterrupt, SystemExit):
        if draft is not None:
            draft.close()  # what was kept is gone on with
        raise
    except Exception as error:
        if draft is not None:
            draft.discard()
        if not isinstance(error, UNREADABLE):
            raise
        return _settle(dataset, tally, DatasetState.FAILED, str(unreadable(error)))
    old, dataset.file = dataset.file, name
    dataset.file_sha256 = _checksum(sources)
    dataset.fill, dataset.counts = surveyed
    _settle(dataset, tally, DatasetState.READY)
    if old:
        store.remove(old)
    return tally


def note_progress(dataset: Dataset, rows: int) -> None:
    """Tell whoever looks how far a load is, and that it is alive."""
    with transaction.atomic():
        Dataset.objects.filter(pk=dataset.pk).update(progress=rows, told_at=clock.now())


def _fill(
    draft: store.Draft, tally: Tally, dataset: Dataset, sources: list[Source], report: Callable[[int], None]
) -> None:
    """All rows that no earlier run has read, kept a piece at a time."""
    chosen = {key: value for key, value in dataset.options.items() if key != "sources"}
    rows = importer(dataset.importer).rows(sources, Options(**chosen, skip=tally.read))
    while True:
        before = tally.read
        draft.add(tally.counted(itertools.islice(rows, _PIECE)))
        if tally.read == before:
            return
        draft.keep(tally.written())
        report(tally.accepted)


def _fingerprint(dataset: Dataset, sources: list[Source]) -> str:
    """What tells a load from every other: the files as they are, and how they are read."""
    files = [(source.label, source.path.stat().st_size, source.path.stat().st_mtime_ns) for source in sources]
    return json.dumps([dataset.importer, files, {**dataset.options, "sources": []}], sort_keys=True)


@transaction.atomic
def set_in_use(*, actor: User | None, dataset: Dataset, is_active: bool) -> None:
    """Whether requests look into a dataset."""
    policies.require_directory(actor)
    recording.describe(gettext_noop("Changed the company directory"))
    dataset.is_active = is_active
    dataset.save(update_fields=["is_active"])


@transaction.atomic
def remove_dataset(*, actor: User | None, dataset: Dataset) -> None:
    """Take a dataset out of the directory; one that leads came from only loses its companies."""
    policies.require_directory(actor)
    _require_settled(dataset)
    recording.describe(gettext_noop("Removed a register from the company directory"))
    file = dataset.file
    if dataset.origins.exists():
        dataset.file, dataset.rows, dataset.is_active = "", 0, False
        dataset.save()
    else:
        dataset.delete()
    if file:
        transaction.on_commit(lambda: store.remove(file))


def yield_of(dataset: Dataset) -> tuple[int, int, Decimal]:
    """What a source is worth: how many leads came from it, how many were won, for how much in our currency."""
    leads = Lead.objects.filter(pk__in=Origin.objects.filter(dataset=dataset).values("record"))
    won = leads.filter(status=Status.WON).aggregate(n=Count("pk"), worth=Sum("expected_revenue_base"))
    return leads.count(), won["n"], won["worth"] or Decimal(0)


def _require_settled(dataset: Dataset) -> None:
    if dataset.pk and dataset.state == DatasetState.LOADING and clock.now() - dataset.told_at < SILENT_FOR:
        raise DomainError(_("This register is being loaded already."))


def unreadable(error: BaseException) -> DomainError:
    """What to tell people about a file that cannot be read."""
    if isinstance(error, DomainError):
        return error
    if isinstance(error, FileNotFoundError):
        return DomainError(_("The file is not there any more. Upload it again."))
    if isinstance(error, OSError) or "disk" in str(error) or "full" in str(error):
        return DomainError(_("The disk is full or cannot be written. The directory stays as it was."))
    return DomainError(_("The file ends early or is not of this format. The directory stays as it was."))


def _settle(dataset: Dataset, tally: Tally, state: DatasetState, error: str = "") -> Tally:
    """Write down how the load ended. What a failed one counted does not hide what is still in place."""
    dataset.state, dataset.error = state, error[:300]
    dataset.rejected, dataset.rejects = tally.rejected, dict(tally.rejects)
    dataset.left_out = tally.left_out.total()
    if state == DatasetState.READY:
        dataset.rows, dataset.loaded_at = tally.accepted, clock.now()
    dataset.progress = tally.accepted
    with transaction.atomic():
        dataset.save()
    return tally


def _checksum(sources: Iterable[Source]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        with source.path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _file_day(sources: Iterable[Source]) -> date | None:
    """The day on which the youngest file was written: the best guess of a snapshot's day."""
    moments = [source.path.stat().st_mtime for source in sources if source.path.exists()]
    return date.fromtimestamp(max(moments)) if moments else None  # noqa: DTZ012
