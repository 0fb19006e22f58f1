"""The console script `filon`: finds out what was typed, makes the settings count, and runs the command."""

import argparse
import importlib
import os
import sys

import django
from django.core.management import execute_from_command_line
from django.db import Error as DatabaseFault

from filon import __version__
from filon.config import faults
from filon.config.environment import WrongSetting
from filon.config.faults import StartFault
from filon.config.listening import listen

ENVIRONMENT = """\
Settings come from the environment; each may also be given as a file, as NAME_FILE:
  FILON_HOME             data folder (./var)
  FILON_HOST, FILON_PORT where web pages are served, and mail taken in (127.0.0.1, 8000)
  FILON_URL              public address, for links
  FILON_SMTP_PORT, FILON_LMTP_PORT
                         where mail is taken in (8025, 8024)
  FILON_MAIL_DOMAIN      the domain of our addresses (filon.localhost)
  FILON_EMAIL_URL        server for outgoing mail: smtp+starttls://user:password@host:587
  DATABASE_URL           postgresql://… (without it, SQLite in the data folder)
  FILON_LANGUAGE         ro or en (ro)
  FILON_TIME_ZONE        Europe/Bucharest
  FILON_TRUSTED_PROXIES  addresses of reverse proxies
  FILON_LOG_LEVEL        DEBUG, INFO, WARNING or ERROR (WARNING on a terminal, else INFO)
  FILON_SECRET_KEY       made on first start and kept in the data folder
"""
LISTENING = ("serve", "web")


def parser() -> argparse.ArgumentParser:
    """What may be typed."""
    top = argparse.ArgumentParser(
        prog="filon",
        description="A sales CRM.",
        epilog=ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"Filon {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="everything in one process: pages, jobs, schedules, mail")
    serve.add_argument("--demo", action="store_true", help="fill an empty data folder with demo data")
    web = commands.add_parser("web", help="web pages only, in several processes")
    web.add_argument("--workers", type=int, default=2, metavar="N", help="processes (2)")
    web.add_argument("--threads", type=int, default=4, metavar="N", help="threads in each (4)")
    worker = commands.add_parser("worker", help="jobs and schedules only")
    worker.add_argument("--threads", type=int, default=4, metavar="N", help="jobs at a time (4)")
    commands.add_parser("mail", help="the mail gateway only")
    _data(commands)
    commands.add_parser("demo", help="fill an empty data folder with demo data")
    token = commands.add_parser("token", help="tokens for the REST interface")
    create = token.add_subparsers(dest="action", required=True, metavar="ACTION").add_parser(
        "create", help="make a token and print it, this once"
    )
    create.add_argument("--user", required=True, metavar="EMAIL", help="whose token it is")
    create.add_argument("--name", default="", help="what it is for")
    create.add_argument("--scope", default="write", choices=["read", "write"], help="what it may do (write)")
    directory = commands.add_parser("directory", help="the company directory that leads are mined from")
    actions = directory.add_subparsers(dest="action", required=True, metavar="ACTION")
    load = actions.add_parser("load", help="load the files of a register; those that belong together at once")
    load.add_argument("files", nargs="+", metavar="FILE")
    load.add_argument("--title", default="", help="the name of the dataset")
    load.add_argument("--country", default="", metavar="CODE", help="the country, where a table does not say")
    load.add_argument("--people", action="store_true", help="load people too, where the register has them")
    actions.add_parser("starter", help="fetch and load a small directory of open data")
    mail_in = commands.add_parser("mail-in", help="take one message from standard input, for a mail server's pipe")
    mail_in.add_argument("--to", action="append", default=[], metavar="ADDRESS", help="recipient of the envelope")
    commands.add_parser("doctor", help="examine the installation, one line each; exit code 1 on a fault")
    commands.add_parser("manage", help="Django's own commands", add_help=False)
    return top


def _data(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What looks after the data."""
    commands.add_parser("migrate", help="bring the database up to date with this version")
    commands.add_parser("upgrade", help="the same, with a backup first and a way back when it fails")
    backup = commands.add_parser("backup", help="everything in one file, while Filon goes on working")
    backup.add_argument("path", nargs="?", metavar="FILE|FOLDER", help="where to (FILON_HOME/backups)")
    backup.add_argument("--keep", type=int, default=0, metavar="N", help="delete all but the latest N in that folder")
    restore = commands.add_parser("restore", help="a backup into an empty data folder and database")
    restore.add_argument("path", metavar="FILE")
    move = commands.add_parser("move-to-postgres", help="everything from SQLite into an empty PostgreSQL database")
    move.add_argument("url", metavar="URL", help="postgresql://user:password@host/name")


def run(typed: list[str]) -> int:
    """Run a command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filon.config.settings")
    if typed[:1] == ["manage"]:
        execute_from_command_line(["filon manage", *typed[1:]])
        return 0
    arguments = parser().parse_args(typed)
    # Bound first: a port in use is worth knowing before a migration, and port 0 becomes part of our address.
    arguments.listener = listen() if arguments.command in LISTENING else None
    if getattr(arguments, "demo", False):
        os.environ["FILON_DEMO"] = "1"  # the sign-in page offers the demo accounts
    django.setup()
    # Imported only now, for what a command imports needs the settings.
    command = importlib.import_module(f"filon.config.commands.{arguments.command.replace('-', '_')}")
    return int(command.run(arguments) or 0)


def main() -> None:
    """Run what was typed; what stands in the way is said in one sentence."""
    typed = sys.argv[1:]
    try:
        code = run(typed)
    except (WrongSetting, StartFault) as fault:
        code = _fail(typed, str(fault))
    except DatabaseFault as error:
        code = _fail(typed, faults.of_database(error))
    except OSError as error:
        code = _fail(typed, faults.of_file(error))
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _fail(typed: list[str], sentence: str) -> int:
    print(f"filon: {sentence}", file=sys.stderr)
    return os.EX_TEMPFAIL if typed[:1] == ["mail-in"] else 1


if __name__ == "__main__":
    main()
