"""`filon manage seed`: very much made-up data, for measuring."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from filon.config.seeding.loading import Wish, seed


class Command(BaseCommand):
    """Adds opportunities with customers, tags and threads, skewed as real data are, in bulk."""

    help = "Adds made-up opportunities with customers, tags and threads, for measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--opportunities", type=int, required=True, metavar="N", help="how many opportunities")
        parser.add_argument("--contacts", type=int, metavar="N", help="how many contacts (a third as many)")
        parser.add_argument(
            "--largest-share", type=float, default=0.1, metavar="PART", help="what one agent owns of them (0.1)"
        )
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number makes other data (1)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Seed, telling what is done and how long it took."""
        started = time.monotonic()
        contacts = options["opportunities"] // 3 if options["contacts"] is None else options["contacts"]
        seed(
            Wish(options["opportunities"], contacts, options["largest_share"], options["seed"]),
            lambda text: self.stdout.write(f"{time.monotonic() - started:6.1f} s  {text}"),
        )
        self.stdout.write(f"{time.monotonic() - started:6.1f} s  done")
