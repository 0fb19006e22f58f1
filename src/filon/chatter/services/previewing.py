"""Seeing what a message template says before it is used: on a real record, in either language."""

from collections.abc import Sequence
from dataclasses import dataclass

from filon.accounts.models import User
from filon.chatter.models import MessageTemplate
from filon.chatter.services.records import ThreadRecord
from filon.chatter.services.rendering import Rendered, render
from filon.core.record_types import record_types

OFFERED = 20
"""As many records of each kind are offered to look at: the newest."""


@dataclass(frozen=True)
class Preview:
    """The records on which one can look at a template, the one that is looked at, and what is said there."""

    offered: Sequence[ThreadRecord]
    record: ThreadRecord | None
    said: Rendered | None


def preview(*, template: MessageTemplate, user: User, record_id: int | None = None, language: str = "") -> Preview:
    """`template` on the record with this id, else on the newest that `user` may see. Nothing is sent.

    Without a `language` it is the customer's. DomainError when the template names what it no longer knows.
    """
    offered = [
        ThreadRecord(row.pk, record_types[kind], row)
        for kind in template.record_kinds
        if kind in record_types
        for row in record_types[kind].visible_to(user).order_by("-pk")[:OFFERED]
    ]
    record = next((each for each in offered if each.pk == record_id), offered[0] if offered else None)
    said = render(template, record.pk, language, actor=user) if record else None
    return Preview(offered, record, said)
