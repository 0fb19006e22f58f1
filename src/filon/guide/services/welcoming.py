"""Setting up a new installation in one go."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.accounts.policies import require_administrator, require_self
from filon.core.exceptions import DomainError
from filon.guide.models import FirstSteps
from filon.guide.policies import sends_mail
from filon.history.services.recording import describe
from filon.mail.choices import AliasPolicy
from filon.mail.models import OutboundMessage
from filon.mail.services.sending import queue_message
from filon.organisation.models import Country, Currency, Organisation
from filon.organisation.services.configuring import change_organisation
from filon.teams.models import Team
from filon.teams.services.editing import create_team, update_team


def first_team() -> Team | None:
    """The team that stands first, which a fresh installation brings along."""
    return Team.objects.active().select_related("record__alias").first()


@transaction.atomic
def set_up(
    *,
    actor: User | None,
    name: str,
    country: Country,
    currency: Currency,
    language: str,
    team: str,
    alias: str,
) -> None:
    """Say who we are, in which language we speak, and who sells at which address. The first team is made if need be.

    DomainError as settings and teams raise it; then nothing is changed.
    """
    require_administrator(actor)
    describe(gettext_noop("Set up the company and its first team"))
    ours, first = Organisation.current(), first_team()
    change_organisation(
        actor=actor,
        name=name,
        country=country,
        currency=currency,
        language=language,
        time_zone=ours.time_zone,
        uses_leads=ours.uses_leads,
        uses_recurring_revenue=ours.uses_recurring_revenue,
    )
    if first is None:
        create_team(actor=actor, name=team, alias=alias)
        return
    present = getattr(first.record, "alias", None)
    policy = AliasPolicy(present.policy) if present else AliasPolicy.EVERYONE
    update_team(actor=actor, team=first, name=team, alias=alias, policy=policy)


@transaction.atomic
def put_away(*, actor: User | None, user: User) -> None:
    """Show `user` the list of first steps no longer."""
    require_self(actor, user)
    describe(gettext_noop("Put the first steps away"))
    FirstSteps.objects.get_or_create(user=user)


@transaction.atomic
def send_test(*, actor: User) -> OutboundMessage:
    """Send the administrator a message, so that he sees whether mail leaves the house."""
    require_administrator(actor)
    if not sends_mail():
        raise DomainError(_("Outgoing mail is not set up: the guide says how."))
    describe(gettext_noop("Sent a test message"))
    return queue_message(
        record_id=None,
        author=None,
        to=[actor.email],
        subject=_("Filon: test message"),
        text=_("If you read this, messages leave Filon and reach you."),
        is_automatic=True,
    )
