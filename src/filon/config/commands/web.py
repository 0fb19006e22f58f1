"""`filon web`: the pages, in several processes."""

from argparse import Namespace

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from filon.config import starting, static_files
from filon.config.server import Processes, calm_the_collector
from filon.history.backends.postgresql.base import DatabaseWrapper as PostgreSQL


def run(arguments: Namespace) -> None:
    """Serve pages until told to end."""
    starting.require_right_tables()
    static_files.collect()
    application = get_wsgi_application()
    default = connections["default"]
    connections.close_all()
    if isinstance(default, PostgreSQL):
        default.close_pool()  # a pool does not survive the fork
    calm_the_collector()
    print(f"Filon serves its pages at {settings.FILON_URL}", flush=True)
    Processes(arguments.listener, application, arguments.workers, arguments.threads).run()
