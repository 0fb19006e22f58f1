"""`filon worker`: jobs and schedules."""

from argparse import Namespace

from filon.config import starting
from filon.config.server import wait_for_signal
from filon.jobs.worker import Worker


def run(arguments: Namespace) -> None:
    """Run jobs until told to end."""
    starting.require_right_tables()
    wait_for_signal([Worker(threads=arguments.threads)], f"Filon runs jobs, {arguments.threads} at a time.")
