"""One-time links: made, looked at, used."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.accounts.models import OneTimeLink, User
from filon.accounts.secrets import digest, new_secret
from filon.core import clock
from filon.core.exceptions import DomainError

Purpose = OneTimeLink.Purpose
KEPT_AFTER_EXPIRY = timedelta(days=30)


class LinkNotUsable(DomainError):
    """The link does not exist, has expired or has been used; the sentence says which."""

    status = 410


@transaction.atomic
def make_one_time_link(*, purpose: str, user: User | None = None, valid: timedelta = timedelta(days=1)) -> str:
    """Make a link and return its full address. Earlier links of this purpose and user stop working."""
    now = clock.now()
    OneTimeLink.objects.filter(purpose=purpose, user=user, used_at=None).delete()
    OneTimeLink.objects.filter(expires_at__lt=now - KEPT_AFTER_EXPIRY).delete()
    raw = new_secret()
    OneTimeLink.objects.create(purpose=purpose, user=user, digest=digest(raw), expires_at=now + valid)
    return f"{settings.FILON_URL}{reverse('accounts:link', args=[raw])}"


def find_link(raw: str) -> OneTimeLink:
    """The link that still works for this secret; raises `LinkNotUsable`."""
    link = OneTimeLink.objects.select_related("user").filter(digest=digest(raw)).first()
    if link is None:
        raise LinkNotUsable(_("This link does not exist, or a newer one has replaced it."))
    if link.used_at is not None:
        raise LinkNotUsable(_("This link has already been used. Each link works once."))
    if link.expires_at <= clock.now():
        raise LinkNotUsable(_("This link has expired."))
    if link.user is not None and not link.user.is_active:
        raise LinkNotUsable(_("This account is not active. An administrator can activate it."))
    return link


@transaction.atomic
def use_link(raw: str, *, purpose: str) -> OneTimeLink:
    """Use up the link of this secret and purpose, and return it; of two people at once one gets it."""
    link = find_link(raw)
    taken = OneTimeLink.objects.filter(pk=link.pk, purpose=purpose, used_at=None).update(used_at=clock.now())
    if not taken:
        raise LinkNotUsable(_("This link has already been used. Each link works once."))
    return link
