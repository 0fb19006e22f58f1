"""What rooms above mail say about messages: what an alias makes, which thread is answered, who follows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from filon.core.registry import Registry

if TYPE_CHECKING:
    from filon.accounts.models import User
    from filon.mail.models import Alias, InboundMessage
    from filon.mail.parsing import ParsedMessage


@dataclass(frozen=True)
class AliasKind:
    """What the aliases of one kind of owner do.

    `creates` is the kind of record that a new message becomes. `handler` makes that record, puts the message in its
    thread, and returns its id. It runs inside a transaction; when it raises, its route is undone and shown as failed.
    `is_open` says whether an alias takes new messages, as that of an archived owner does not; it gets the owner's id.
    """

    creates: str
    handler: "Callable[[Alias, ParsedMessage, InboundMessage], int]"
    is_open: Callable[[int], bool] = lambda _owner_id: True


@dataclass(frozen=True)
class ThreadMatch:
    """A thread that a message answers. `at` is when the answered message came to the thread: the newest match wins.

    `post` puts the message in the thread; its last argument says that a machine wrote it, so that nobody is notified.
    """

    record_id: int
    kind: str
    at: datetime
    post: "Callable[[ParsedMessage, InboundMessage, bool], None]"


@dataclass(frozen=True)
class CalendarAnswer:
    """What a calendar part meant to the room that took it: the record that it led to, and what happened in words.

    The words are in the installation's language, for the ledger.
    """

    record_id: int | None
    reason: str


alias_kinds: Registry[AliasKind] = Registry("alias kind")
"""By the kind of the alias's owner, such as `team`."""

reply_matchers: Registry[Callable[[Sequence[str]], ThreadMatch | None]] = Registry("reply matcher")
"""Each gets the Message-Ids that a message answers, and gives the newest of its threads that has one of them."""

follower_checks: Registry[Callable[[int, str], bool]] = Registry("follower check")
"""Each says whether the person with a normalised e-mail address follows a record, by its id."""

calendar_handlers: "Registry[Callable[[InboundMessage, ParsedMessage, bytes], CalendarAnswer | None]]" = Registry(
    "calendar handler"
)
"""Each gets a message with the bytes of one of its calendar parts (RFC 5545), before it is looked at as an answer.

The first that gives an answer has taken the message: it is put in no thread by routing and makes no lead. None lets it
go its usual way, as an invitation from a stranger does. Runs inside the routing transaction.
"""


@dataclass(frozen=True)
class Invitation:
    """To what somebody outside invites, or what he moves or calls off (`method`: RFC 5546). Moments in UTC."""

    method: str
    summary: str
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""


invitation_readers: "Registry[Callable[[bytes], Invitation | None]]" = Registry("invitation reader")
"""Each gets the bytes of a calendar part that nobody has taken, and says what it invites to; it never raises."""

alias_owners: "Registry[Callable[[User, int], bool]]" = Registry("owner of aliases")
"""By the kind of the alias's owner: whether a user, beside administrators, decides about messages to it, by its id."""

reply_addresses: Registry[Callable[[int], str]] = Registry("reply address")
"""By record kind: the address to which answers about a record should go, or "" for the common one."""
