"""How long the ledger keeps what led to nothing, and the other choices about mail."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.core import clock
from filon.core.domains import own_domain
from filon.core.exceptions import DomainError
from filon.core.files import file_store, unnamed
from filon.core.normalising import normalised_email
from filon.history.services import recording
from filon.mail.choices import Outcome
from filon.mail.models import InboundMessage, MailSettings

FORGOTTEN = (Outcome.REFUSED, Outcome.DUPLICATE, Outcome.BOUNCE, Outcome.AUTO_REPLY)
SHORTEST = 7
BATCH = 1000


@transaction.atomic
def change_settings(
    *,
    actor: User | None,
    requires_dmarc: bool,
    authentication_server: str,
    retention_days: int | None,
    trusted_senders: list[str],
    sends_as_author: bool = True,
    sender_domains: Sequence[str] = (),
) -> MailSettings:
    """Change the choices about mail. DomainError names what cannot be."""
    require_administrator(actor)
    server = authentication_server.strip().lower()
    errors = {}
    if requires_dmarc and not server:
        errors["authentication_server"] = _(
            "Write the name with which your mail server signs its Authentication-Results; without it nobody would pass."
        )
    if retention_days is not None and retention_days < SHORTEST:
        errors["retention_days"] = _("Keep messages for a week at least.")
    trusted = [normalised_email(text) for text in trusted_senders if text.strip()]
    if not all(trusted):
        errors["trusted_senders"] = _("Write one e-mail address on each line.")
    domains = [own_domain(text) for text in sender_domains if text.strip()]
    if not all(domains):
        errors["sender_domains"] = _("Write one domain of your own on each line, such as firma.ro.")
    if errors:
        raise DomainError(errors=errors)
    recording.describe(gettext_noop("Changed the e-mail settings"))
    row = MailSettings.current()
    row.requires_dmarc, row.authentication_server = requires_dmarc, server
    row.retention_days, row.trusted_senders = retention_days, sorted(set(trusted))
    row.sends_as_author, row.sender_domains = sends_as_author, sorted(set(domains))
    row.save()
    return row


def forget_old() -> int:
    """Delete from the ledger what led to no record and is older than chosen; returns how many messages.

    Whatever made a record or stands in a thread is kept with it, and what failed waits for somebody.
    """
    days = MailSettings.current().retention_days
    if days is None:
        return 0
    old = InboundMessage.objects.filter(
        received_at__lt=clock.now() - timedelta(days=days), outcome__in=FORGOTTEN, record__isnull=True
    )
    rows = dict(old.order_by("pk").values_list("pk", "digest")[:BATCH])
    InboundMessage.objects.filter(pk__in=rows).delete()
    transaction.on_commit(lambda: _forget_files(set(rows.values())))
    return len(rows)


def _forget_files(digests: set[str]) -> None:
    """Delete the raw messages that nothing names any more."""
    for digest in unnamed(digests):
        file_store().forget(digest)


def statistics(days: int) -> list[tuple[Outcome, int]]:
    """How many messages of the last `days` days came to each outcome, the most frequent first."""
    since = clock.now() - timedelta(days=days)
    counted = InboundMessage.objects.filter(received_at__gt=since).values_list("outcome").annotate(count=Count("pk"))
    return [(Outcome(outcome), count) for outcome, count in counted.order_by("-count")]
