"""`filon serve`: migrate, then pages, jobs, schedules and the mail gateway together in this process."""

from argparse import Namespace

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from filon import __version__
from filon.accounts.models import User
from filon.accounts.services.links import Purpose, make_one_time_link
from filon.config import static_files
from filon.config.backups import upgrading
from filon.config.commands.mail import gateway, told, watcher
from filon.config.demo import loading
from filon.config.server import EmbeddedServer, Part
from filon.jobs.worker import Worker

ADMINISTRATOR = "admin@filon.localhost"


def run(arguments: Namespace) -> None:
    """Serve until told to end."""
    say(f"Filon {__version__} keeps its data in {settings.FILON_HOME}")
    if upgrading.upgrade(say):
        say("The database has been brought up to date.")
    if arguments.demo and loading.is_empty():
        say("Filling the empty data folder with demo data…")
        loading.load()
    if static_files.collect():
        say("The pages' styles and scripts have been prepared.")
    door = gateway()
    parts: list[Part] = [Worker(threads=2, is_alone=settings.IS_SQLITE), door, watcher()]
    server = EmbeddedServer(arguments.listener, get_wsgi_application(), parts)
    say(told(door))
    say(link(arguments))
    server.run()


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def link(arguments: Namespace) -> str:
    """The line that a person needs next: how to get in."""
    if not User.objects.administrators().exists():
        return f"Create the administrator here: {make_one_time_link(purpose=Purpose.FIRST_START)}"
    administrator = User.objects.active().filter(email=ADMINISTRATOR).first() if arguments.demo else None
    if administrator is not None:
        return f"Open Filon, signed in: {make_one_time_link(purpose=Purpose.DEMO, user=administrator)}"
    return f"Filon serves its pages at {settings.FILON_URL}"
