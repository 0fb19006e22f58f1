"""`filon token create`: a token for a program."""

from argparse import Namespace

from filon.accounts.models import User
from filon.accounts.services.tokens import create_token
from filon.config import starting
from filon.config.faults import StartFault
from filon.history.choices import Kind
from filon.history.services import recording


def run(arguments: Namespace) -> None:
    """Print a new token, and nothing else."""
    starting.require_right_tables()
    user = User.objects.active().filter(email=arguments.user.strip().lower()).first()
    if user is None:
        raise StartFault(f"There is no active user {arguments.user}.")
    with recording.write(None, Kind.COMMAND):
        token = create_token(user=user, name=arguments.name, scope=arguments.scope)
    print(token)
