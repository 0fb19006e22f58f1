"""Mined leads that nobody works on do not stay for ever: which would go, and letting them go."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core import clock
from filon.core.deleting import delete_record
from filon.core.exceptions import Conflict, DomainError
from filon.crm.models import Lead, LeadQuerySet
from filon.history.models import Change
from filon.history.services import recording
from filon.leadmining import policies
from filon.leadmining.choices import Purpose
from filon.leadmining.models import Origin, Retention

MOST_AT_ONCE = 500


def unworked(days: int) -> LeadQuerySet:
    """Open leads that a request brought more than `days` ago and in which nothing has happened since, the oldest first.

    A message, a note, an activity, a file or any changed field counts as work: each is a change of its record.
    """
    before = clock.now() - timedelta(days=days)
    mined = Origin.objects.filter(
        record=OuterRef("pk"), taken_at__lt=before, request__purpose=Purpose.ADD, request__change_set__isnull=False
    )
    since = Change.objects.filter(root=OuterRef("pk"), change_set__gt=OuterRef("brought_by"))
    return (
        Lead.objects.filter(Exists(mined), is_open=True)
        .annotate(brought_by=F("record__origins__request__change_set"))
        .filter(brought_by__isnull=False)
        .filter(~Exists(since))
        .order_by("created_at", "pk")
    )


@transaction.atomic
def keep_for(*, actor: User, days: int, is_scheduled: bool) -> Retention:
    """How long unworked leads are kept, and whether they go by themselves."""
    policies.require_directory(actor)
    if not 1 <= days <= 3650:
        raise DomainError(_("Write a number of days from 1 to 3,650."), field="days")
    recording.describe(gettext_noop("Changed how long mined leads are kept"))
    kept = Retention.current()
    kept.days, kept.is_scheduled = days, is_scheduled
    kept.save()
    return kept


@transaction.atomic
def let_go(*, actor: User | None) -> int:
    """Delete the leads that have waited too long, at most 500 in one change-set; returns how many."""
    policies.require_directory(actor)
    recording.describe(gettext_noop("Deleted mined leads that nobody worked on"))
    gone = 0
    for lead in unworked(Retention.current().days)[:MOST_AT_ONCE]:
        with suppress(Conflict):  # something else needs it, a quotation perhaps: then it is not unworked
            delete_record(lead)
            gone += 1
    return gone
