"""Users: added, changed, switched off, deleted when nothing refers to them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.choices import Role
from filon.accounts.hooks import act_described, user_deleting, user_switched_off
from filon.accounts.models import BrowserSession, User
from filon.accounts.policies import require_administrator, require_inviter
from filon.accounts.services.sessions import end_sessions
from filon.core.exceptions import Conflict, DomainError
from filon.core.normalising import comma_below, normalised_email, sort_key
from filon.core.record_types import label_of


@transaction.atomic
def add_user(*, actor: User | None, name: str, email: str, role: str = Role.OWN, language: str = "") -> User:
    """Make a user who has no password yet."""
    require_inviter(actor, role)
    errors = _wrong(name=name, email=email, role=role, language=language)
    if errors:
        raise DomainError(errors=errors)
    act_described.run(gettext_noop("Added a user"))
    return User.objects.create_user(email=normalised_email(email), name=_tidy(name), role=role, language=language)


@transaction.atomic
def change_user(*, actor: User | None, user: User, name: str, email: str, role: str, is_active: bool) -> User:
    """Change what an administrator decides about a user. One active administrator always remains."""
    require_administrator(actor)
    administrators = set(User.objects.administrators().select_for_update().values_list("pk", flat=True))
    user = User.objects.select_for_update().get(pk=user.pk)
    errors = _wrong(name=name, email=email, role=role, language="", besides=user.pk)
    if administrators == {user.pk} and not (is_active and role == Role.ADMINISTRATOR):
        errors["role" if is_active else "is_active"] = _(
            "This is the only administrator. Make somebody else an administrator first."
        )
    if errors:
        raise DomainError(errors=errors)
    act_described.run(gettext_noop("Changed a user"))
    user.name, user.sort_key = _tidy(name), sort_key(_tidy(name))
    user.email, user.role, user.is_active = normalised_email(email), role, is_active
    user.save(update_fields=["name", "sort_key", "email", "role", "is_active"])
    if not is_active:
        end_sessions(BrowserSession.objects.filter(user=user))
        user_switched_off.run(user, actor)
    return user


@transaction.atomic
def delete_user(*, actor: User | None, user: User) -> None:
    """Delete a user to whom nothing refers; otherwise say what does, and how to switch him off."""
    require_administrator(actor)
    if set(User.objects.administrators().select_for_update().values_list("pk", flat=True)) == {user.pk}:
        raise Conflict(_("This is the only administrator. Make somebody else an administrator first."))
    user_deleting.run(user)
    act_described.run(gettext_noop("Deleted a user"))
    try:
        with transaction.atomic():
            user.delete()
    except (ProtectedError, RestrictedError) as error:
        objects = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        held = Counter(label_of(type(row)) for row in objects)
        named = ", ".join(f"{label}: {count}" for label, count in sorted(held.items()) if label)
        sentence = _("%(user)s cannot be deleted, because records refer to this user. Deactivate the user instead.")
        raise Conflict(f"{sentence % {'user': user}}{f' ({named})' if named else ''}") from error


def _tidy(name: str) -> str:
    return " ".join(comma_below(name).split())


def _wrong(*, name: str, email: str, role: str, language: str, besides: int | None = None) -> dict[str, str]:
    errors = {}
    if not name.strip():
        errors["name"] = _("Type the name.")
    if role not in Role.values:
        errors["role"] = _("Choose one of the roles.")
    if language and language not in dict(settings.LANGUAGES):
        errors["language"] = _("Choose one of the languages.")
    address = normalised_email(email)
    try:
        validate_email(address)
    except ValidationError:
        errors["email"] = _("Type the whole address, such as name@company.com.")
    else:
        if User.objects.exclude(pk=besides or 0).filter(email=address).exists():
            errors["email"] = _("Another user has this address.")
    return errors


@contextmanager
def keeping_an_administrator() -> Iterator[None]:
    """Raise Conflict when what is done inside takes the last active administrator away; the caller rolls it back."""
    there = list(User.objects.administrators().select_for_update().values_list("pk", flat=True))
    yield
    if there and not User.objects.administrators().exists():
        raise Conflict(_("No administrator would be left. Make somebody else an administrator first."))
