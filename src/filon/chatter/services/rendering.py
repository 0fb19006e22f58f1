"""A message template with the facts of a record: what the composer puts in, and what other rooms send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.chatter.hooks import Placeholder, wordings
from filon.chatter.models import MessageTemplate, TemplateFile
from filon.chatter.services.attaching import Upload
from filon.chatter.services.filling import fill, names_in
from filon.chatter.services.records import ThreadRecord
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.core.fields import translated
from filon.core.files import file_store
from filon.core.house import house
from filon.core.models import Record
from filon.core.record_types import record_types
from filon.organisation.models import Organisation
from filon.ui import formatting

COMMON = {
    "record.title": gettext_lazy("What the record is called"),
    "user.name": gettext_lazy("Your name"),
    "user.email": gettext_lazy("Your e-mail address"),
    "company.name": gettext_lazy("The name of our company"),
    "today": gettext_lazy("The day on which it is written"),
}


@dataclass(frozen=True)
class Rendered:
    """A message as a template says it about one record, in one language."""

    subject: str
    body: str
    language: str
    files: tuple[TemplateFile, ...] = ()

    def uploads(self) -> list[Upload]:
        """The template's files, with their bytes."""
        return uploads_of(file.pk for file in self.files)


def render(template: MessageTemplate, record_id: int, language: str = "", *, actor: User | None = None) -> Rendered:
    """What `template` says about the record, as `actor` (None for the system) would write it.

    `language` is "ro" or "en"; without it the customer's, else the house's. DomainError when the template
    is not for such records, or names what it does not know. The caller has asked whether the record may be seen.
    """
    known = _known(record_id)
    if known is None or known.type.kind not in template.record_kinds:
        raise DomainError(_("“%(name)s” is no template for this record.") % {"name": template}, field="template")
    with override(language or language_of(known)):
        said = _filled(known, translated(template.subject), translated(template.body), actor)
    return replace(said, files=tuple(template.files.all()))


def render_text(subject: str, body: str, record_id: int, *, actor: User | None = None) -> Rendered:
    """The same for a text that is no template's. The caller has asked whether the record may be seen."""
    known = _known(record_id)
    if known is None or known.type.kind not in wordings:
        raise DomainError(_("Nothing can be filled in about this record."))
    with override(language_of(known)):
        return _filled(known, subject, body, actor)


def _known(record_id: int) -> ThreadRecord | None:
    record = Record.objects.filter(pk=record_id).first()
    record_type = record_types.get(record.kind) if record else None
    row = record_type.model._default_manager.filter(pk=record_id).first() if record_type else None
    return ThreadRecord(record_id, record_type, row) if record_type and row is not None else None


def _filled(record: ThreadRecord, subject: str, body: str, actor: User | None) -> Rendered:
    """Both texts with their placeholders filled in, in the language that is active."""
    values = _values(record, actor, {*names_in(subject), *names_in(body)})
    filled = " ".join(fill(subject, values).split()), fill(body, values).strip()
    return Rendered(*filled, language=get_language() or "ro")


def uploads_of(ids: Iterable[int]) -> list[Upload]:
    """The files of message templates with these ids, with their bytes."""
    files = TemplateFile.objects.filter(pk__in=list(ids))
    return [Upload(file.name, file_store().get(file.digest)) for file in files]


def language_of(record: ThreadRecord) -> str:
    """The language of the record's customer, else that of the installation."""
    wording = wordings.get(record.type.kind)
    return (wording.language(record.row) if wording else "") or house().language


def placeholders_for(kinds: Sequence[str]) -> dict[str, str]:
    """What a template for all of `kinds` may say, each with its label: what every one of them knows."""
    sets = [wordings[kind].placeholders for kind in kinds]
    shared: dict[str, Placeholder] = {
        name: each for name, each in (sets[0] if sets else {}).items() if all(name in others for others in sets)
    }
    return {**{name: str(each.label) for name, each in shared.items()}, **{k: str(v) for k, v in COMMON.items()}}


def _values(record: ThreadRecord, actor: User | None, wanted: set[str]) -> dict[str, str]:
    """The texts of the placeholders that are wanted, and "" for the others, which are known all the same."""
    wording = wordings[record.type.kind]
    row = wording.seen_by(record.row, actor) if actor else record.row
    own = {name: each.text(row) if name in wanted else "" for name, each in wording.placeholders.items()}
    today = actor.today if actor else clock.today(house().time_zone)
    return {
        **own,
        "record.title": record.title,
        "user.name": actor.name if actor else Organisation.current().name,
        "user.email": actor.email if actor else "",
        "company.name": Organisation.current().name if "company.name" in wanted else "",
        "today": formatting.day(today),
    }
