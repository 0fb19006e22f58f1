"""`filon manage reset_link EMAIL`: the way back for an administrator whom nobody else can let in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from filon.accounts.models import User
from filon.accounts.services.links import Purpose, make_one_time_link
from filon.accounts.services.second_step import turn_off_second_step
from filon.core.normalising import normalised_email


class Command(BaseCommand):
    """Prints a link by which a user sets a new password. It works once, within a day."""

    help = "Prints a one-time link by which the user with this e-mail address sets a new password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose link, and whether the phone is lost too."""
        parser.add_argument("email")
        parser.add_argument(
            "--turn-off-second-step", action="store_true", help="also stop asking for the code of a lost phone"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the link and nothing else."""
        user = User.objects.active().filter(email=normalised_email(options["email"])).first()
        if user is None:
            raise CommandError(f"No active user has the address {options['email']}.")
        if options["turn_off_second_step"]:
            turn_off_second_step(actor=None, user=user)
        self.stdout.write(make_one_time_link(purpose=Purpose.PASSWORD_RESET, user=user))
