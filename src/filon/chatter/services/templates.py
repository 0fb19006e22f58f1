"""Message templates: made, changed, archived and deleted, with their files."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.chatter import policies
from filon.chatter.hooks import wordings
from filon.chatter.models import MessageTemplate, TemplateFile
from filon.chatter.services.attaching import LARGEST, Upload, media_type, safe_name
from filon.chatter.services.filling import check
from filon.chatter.services.rendering import placeholders_for
from filon.core.exceptions import Conflict, DomainError
from filon.core.fields import translated
from filon.core.files import file_store
from filon.core.normalising import comma_below, folded, sort_key
from filon.history.services.recording import describe

LONGEST_NAME = 100
LONGEST_SUBJECT = 300
LONGEST_BODY = 50_000
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@transaction.atomic
def create_template(*, actor: User | None, files: Sequence[Upload] = (), **values: Any) -> MessageTemplate:
    """Add a template; it comes last. `name`, `subject` and `body` are texts by language, `record_kinds` a list.

    DomainError names each field that cannot be understood: a text's as `body_ro`, for instance.
    """
    policies.require_configure(actor)
    describe(gettext_noop("Added a message template"))
    last = MessageTemplate.objects.aggregate(last=Max("sequence"))["last"] or 0
    template = _apply(MessageTemplate(sequence=last + 1), {"name": {}, "record_kinds": [], "body": {}, **values})
    _add(template, files)
    return template


@transaction.atomic
def change_template(
    *,
    actor: User | None,
    template: MessageTemplate,
    files: Sequence[Upload] = (),
    dropped: Sequence[int] = (),
    **values: Any,
) -> MessageTemplate:
    """Change what `values` name, add `files`, and take away those with the ids `dropped`."""
    policies.require_configure(actor)
    describe(gettext_noop("Changed a message template"))
    changed = _apply(MessageTemplate.objects.select_for_update().get(pk=template.pk), values)
    TemplateFile.objects.filter(template=changed, pk__in=dropped).delete()
    _add(changed, files)
    return changed


@transaction.atomic
def archive_template(*, actor: User | None, template: MessageTemplate, is_active: bool = False) -> None:
    """Offer a template no longer, or again."""
    policies.require_configure(actor)
    label = gettext_noop("Restored a message template") if is_active else gettext_noop("Archived a message template")
    describe(label)
    MessageTemplate.objects.filter(pk=template.pk).update(is_active=is_active)


@transaction.atomic
def delete_template(*, actor: User | None, template: MessageTemplate) -> None:
    """Delete a template; the messages that were written by it keep what they said."""
    policies.require_configure(actor)
    describe(gettext_noop("Deleted a message template"))
    template.delete()


def _apply(template: MessageTemplate, values: dict[str, Any]) -> MessageTemplate:
    template.name = _texts(values.get("name", template.name))
    template.record_kinds = [
        kind for kind in wordings.names() if kind in values.get("record_kinds", template.record_kinds)
    ]
    template.subject = _texts(values.get("subject", template.subject))
    template.body = _texts(values.get("body", template.body), is_long=True)
    errors = {**_missing(template), **_wrong(template)}
    if errors:
        raise DomainError(errors=errors)
    _require_own_name(template)
    template.sort_key = sort_key(translated(template.name))
    template.save()
    return template


def _texts(texts: dict[str, str], *, is_long: bool = False) -> dict[str, str]:
    """Each text for its language, without those that are empty; a short one is one line."""
    cleaned = {code: comma_below(texts.get(code) or "").replace("\x00", "") for code in LANGUAGES}
    tidy = {code: text.strip() if is_long else " ".join(text.split()) for code, text in cleaned.items()}
    return {code: text for code, text in tidy.items() if text}


def _missing(template: MessageTemplate) -> dict[str, str]:
    first = LANGUAGES[0]
    errors = {}
    if not template.name:
        errors[f"name_{first}"] = _("Write a name.")
    if not template.record_kinds:
        errors["record_kinds"] = _("Choose where it is offered.")
    if not template.body:
        errors[f"body_{first}"] = _("Write the text of the message.")
    return errors


def _wrong(template: MessageTemplate) -> dict[str, str]:
    """What is too long, and placeholders that not every chosen kind of record knows."""
    known = placeholders_for(template.record_kinds)
    limits = {"name": LONGEST_NAME, "subject": LONGEST_SUBJECT, "body": LONGEST_BODY}
    errors = {}
    for field, longest in limits.items():
        for code, text in getattr(template, field).items():
            if len(text) > longest:
                errors[f"{field}_{code}"] = _("At most %(longest)d characters.") % {"longest": longest}
            elif field != "name" and template.record_kinds:
                try:
                    check(text, known)
                except DomainError as refusal:
                    errors[f"{field}_{code}"] = str(refusal)
    return errors


def _require_own_name(template: MessageTemplate) -> None:
    wanted = {folded(text) for text in template.name.values()}
    for other in MessageTemplate.objects.exclude(pk=template.pk):
        if wanted & {folded(text) for text in other.name.values()}:
            raise Conflict(_("“%(name)s” exists already.") % {"name": other}, field=f"name_{LANGUAGES[0]}")


def _add(template: MessageTemplate, files: Sequence[Upload]) -> None:
    for file in files:
        name = safe_name(file.name)
        if len(file.content) > LARGEST:
            limit = LARGEST // (1024 * 1024)
            raise DomainError(
                _("“%(name)s” is too large: the limit is %(limit)s MiB a file.") % {"name": name, "limit": limit},
                field="file",
            )
        TemplateFile.objects.create(
            template=template,
            name=name,
            media_type=media_type(name, file.content),
            size=len(file.content),
            digest=file_store().put(file.content),
        )
