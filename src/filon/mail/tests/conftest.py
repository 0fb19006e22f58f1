"""A small world for routing: companies own aliases, and each message to one becomes a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from filon.contacts.models import Contact
from filon.contacts.testing import a_person
from filon.mail import routing
from filon.mail.models import Alias, InboundMessage
from filon.mail.parsing import ParsedMessage


@dataclass
class World:
    """What happened to messages here."""

    posts: list[tuple[int, str, bool]] = field(default_factory=list)
    followers: set[tuple[int, str]] = field(default_factory=set)
    is_broken: bool = False
    kind: str = "person"

    def make(self, alias: Alias, parsed: ParsedMessage, inbound: InboundMessage) -> int:
        """The handler of the companies' aliases."""
        person = a_person(parsed.subject or "Fără subiect", notes=f"{alias.local_part} {inbound.pk}")
        if self.is_broken:
            raise RuntimeError("the roof is leaking")
        return person.pk

    def match(self, ids: Sequence[str]) -> routing.ThreadMatch | None:
        """The newest ledger row with one of these ids that led to a record."""
        row = InboundMessage.objects.filter(message_id__in=ids, record__isnull=False).first()
        if row is None:
            return None
        record_id = row.record_id

        def post(parsed: ParsedMessage, _inbound: InboundMessage, is_automatic: bool) -> None:
            self.posts.append((record_id, parsed.text_reply, is_automatic))

        return routing.ThreadMatch(record_id, self.kind, row.received_at, post)

    @property
    def made(self) -> list[str]:
        """The names of the persons that messages have become."""
        return list(Contact.objects.exclude(notes="").order_by("pk").values_list("name", flat=True))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """The registries as rooms above fill them."""
    one = World()
    monkeypatch.setattr(routing.alias_kinds, "_items", {"contact": routing.AliasKind("person", one.make)})
    monkeypatch.setattr(routing.reply_matchers, "_items", {"test": one.match})
    monkeypatch.setattr(
        routing.follower_checks, "_items", {"test": lambda record_id, address: (record_id, address) in one.followers}
    )
    return one
