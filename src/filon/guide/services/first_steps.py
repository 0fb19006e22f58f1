"""What a new installation still lacks, told by its data in one query."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.accounts.models import OneTimeLink, User
from filon.accounts.services.links import Purpose
from filon.contacts.models import Contact
from filon.guide.models import FirstSteps
from filon.guide.policies import DEMO_ADDRESSES, sends_mail, sets_up
from filon.mail.choices import OutboundState
from filon.mail.models import OutboundMessage
from filon.organisation.models import Organisation

UNNAMED = ("", "Compania mea", "My company")
"""What a company is called that nobody has named yet."""


@dataclass(frozen=True)
class Step:
    """One thing to do, where it is done, and whether it is. `tries_mail` offers a test message beside it."""

    label: str
    detail: str
    url: str
    is_done: bool
    tries_mail: bool = False


def steps_left(user: User) -> list[Step]:
    """All steps for an administrator; none when they are done or put away, and in the demonstration."""
    if not sets_up(user):
        return []
    ours = (
        Organisation.objects.select_related("currency")
        .annotate(
            is_demo=Exists(User.objects.filter(email__in=DEMO_ADDRESSES)),
            is_put_away=Exists(FirstSteps.objects.filter(user=user)),
            has_colleagues=Exists(User.objects.active().exclude(pk=user.pk)),
            has_invited=Exists(OneTimeLink.objects.filter(purpose=Purpose.INVITATION)),
            has_sent=Exists(OutboundMessage.objects.filter(state=OutboundState.SENT)),
            has_contacts=Exists(Contact.objects.all()),
        )
        .get(pk=1)
    )
    if ours.is_demo or ours.is_put_away:
        return []
    steps = [
        *_of_company(ours),
        Step(
            _("Invite colleagues"),
            _("Everybody gets a link and chooses a password."),
            reverse("accounts:users"),
            ours.has_colleagues or ours.has_invited,
        ),
        _mail(is_done=sends_mail() and ours.has_sent),
        Step(
            _("Import contacts"),
            _("From a table or from vCards; a trial shows first what comes in."),
            reverse("exchange:import-new"),
            ours.has_contacts,
        ),
        Step(
            _("Make a backup"),
            _("“filon backup” writes one while everybody works."),
            reverse("guide:chapter", args=["backup-and-upgrade"]),
            has_backup(),
        ),
    ]
    return [] if all(step.is_done for step in steps) else steps


def _of_company(ours: Organisation) -> list[Step]:
    is_named = ours.name not in UNNAMED
    return [
        Step(
            _("Name the company and its first team"),
            _("With language and e-mail alias."),
            reverse("guide:welcome"),
            is_named,
        ),
        Step(
            _("Add the logo"),
            _("It stands on quotations and invoices."),
            reverse("organisation:company"),
            bool(ours.logo),
        ),
        Step(
            _("Check currency and time zone"),
            f"{ours.currency_id} · {ours.time_zone}",
            reverse("organisation:settings"),
            is_named,
        ),
    ]


def _mail(*, is_done: bool) -> Step:
    if sends_mail():
        detail, url = _("A test message shows whether it arrives."), reverse("mail:outbound-list")
    else:
        detail, url = _("Filon has to know your mail server."), reverse("guide:chapter", args=["mail-set-up"])
    return Step(_("Set up outgoing mail"), detail, url, is_done, tries_mail=sends_mail() and not is_done)


def has_backup() -> bool:
    """Whether a backup lies where `filon backup` writes it when nobody says otherwise."""
    return next((Path(settings.FILON_HOME) / "backups").glob("*.zip"), None) is not None
