"""The first administrator, who is nobody's guest."""

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.choices import Role
from filon.accounts.models import User
from filon.accounts.services.links import LinkNotUsable, Purpose, use_link
from filon.accounts.services.managing import add_user
from filon.accounts.services.passwords import set_password


@transaction.atomic
def create_first_administrator(*, raw: str, name: str, email: str, password: str, language: str) -> User:
    """Use the first-start link and make the administrator; refused once there is one."""
    use_link(raw, purpose=Purpose.FIRST_START)
    if User.objects.administrators().exists():
        raise LinkNotUsable(_("This installation already has an administrator. Ask to be invited."))
    user = add_user(actor=None, name=name, email=email, role=Role.ADMINISTRATOR, language=language)
    set_password(user, password)
    user.save(update_fields=["password"])
    return user
