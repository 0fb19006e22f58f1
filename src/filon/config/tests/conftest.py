"""Homes and databases for commands: empty ones, and ones that have their tables."""

import os
import shutil
import subprocess
from contextlib import contextmanager, nullcontext

import pytest

from filon.config.tests import templates
from filon.config.tests.commands import (
    LETTER,
    PATIENCE,
    SERVER,
    WORK,
    command,
    environment_of,
    own_database,
    run,
)


@pytest.fixture(scope="session")
def name():
    return f"filon_serve_{os.getpid()}"


@pytest.fixture(scope="session")
def static(tmp_path_factory):
    """Static files are collected once for all tests."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def environment(tmp_path, name, static):
    """An empty home; with PostgreSQL an empty database."""
    with _database_beside(tmp_path / "home", f"{name}_empty", static) as made:
        yield made


@pytest.fixture(scope="session")
def worked_once(tmp_path_factory, name, static):
    with _migrated(tmp_path_factory.mktemp("worked") / "home", f"{name}_worked", static) as made:
        run(made, "manage", "shell", "--no-imports", "-c", WORK)
        subprocess.run(command("mail-in"), env=made, input=LETTER, timeout=PATIENCE, check=True)
        yield made


@pytest.fixture
def migrated(tmp_path, name, static):
    """A home, or a database, with all tables."""
    with _migrated(tmp_path / "home", f"{name}_copy", static) as made:
        yield made


@pytest.fixture
def worked(tmp_path, name, static, worked_once):
    """A home in which somebody has worked: a user, an opportunity with history, a message with its file."""
    home = shutil.copytree(worked_once["FILON_HOME"], tmp_path / "home")
    with _database_beside(home, f"{name}_copy", static, f"{name}_worked") as made:
        yield made


@contextmanager
def _migrated(home, database, static):
    home.mkdir()
    if not SERVER:
        shutil.copyfile(templates.file(), home / "filon.sqlite3")
    with _database_beside(home, database, static, templates.database(SERVER) if SERVER else "") as made:
        yield made


@contextmanager
def _database_beside(home, database, static, template="template1"):
    with own_database(SERVER, database, template) if SERVER else nullcontext("") as url:
        yield environment_of(home, url, static)
