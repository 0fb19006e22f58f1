"""API tokens: made, found by what the program shows, revoked."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from filon.accounts.models import ApiToken, User
from filon.accounts.policies import require_self
from filon.accounts.secrets import digest, new_secret
from filon.core import clock
from filon.core.exceptions import DomainError

PREFIX = "filon_"
LAST_USE_STEP = timedelta(minutes=5)


@transaction.atomic
def create_token(*, user: User, scope: str = ApiToken.Scope.WRITE, name: str = "", actor: User | None = None) -> str:
    """Make a token of `user` and return it. This is the only time that it can be read."""
    require_self(actor, user)
    if scope not in ApiToken.Scope.values:
        raise DomainError(_("Choose what the token may do."), field="scope")
    raw = new_secret(PREFIX)
    ApiToken.objects.create(user=user, scope=scope, name=name.strip()[:100], digest=digest(raw))
    return raw


def user_of_token(raw: str) -> tuple[User, str] | None:
    """The active user of a token and the token's scope, or None. The last use is noted every five minutes."""
    if not raw.startswith(PREFIX):
        return None
    token = ApiToken.objects.select_related("user").filter(digest=digest(raw), user__is_active=True).first()
    if token is None:
        return None
    now = clock.now()
    if token.last_used_at is None or token.last_used_at < now - LAST_USE_STEP:
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - LAST_USE_STEP)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token.user, token.scope


@transaction.atomic
def revoke_token(*, actor: User | None, token: ApiToken) -> None:
    """Delete a token; the program that holds it is shut out at once."""
    require_self(actor, token.user)
    token.delete()
