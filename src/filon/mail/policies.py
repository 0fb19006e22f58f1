"""Who may see messages."""

from django.db.models import Q

from filon.accounts.models import User
from filon.core.models import Record
from filon.core.record_types import record_types
from filon.mail.models import InboundMessage


def may_see_inbound(user: User, inbound: InboundMessage) -> bool:
    """Administrators see the whole ledger, others what stands in the threads of records that they see."""
    if user.is_administrator:
        return True
    records = Record.objects.filter(Q(pk=inbound.record_id) | Q(inbound_routes__inbound=inbound)).distinct()
    return any(_sees(user, record) for record in records)


def _sees(user: User, record: Record) -> bool:
    kind = record_types.get(record.kind)
    return kind is not None and kind.visible_to(user).filter(pk=record.pk).exists()
