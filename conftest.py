"""The database of the tests: a copy of the migrated template, not sixty migrations for every process."""

import shutil
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from filon.config.tests import templates
from filon.config.tests.commands import SERVER, own_database


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database of this process, gone again afterwards."""
    for first in ("django_test_environment", "django_db_modify_db_settings"):
        request.getfixturevalue(first)
    name, before = connection.creation._get_test_db_name(), connection.settings_dict["NAME"]
    if not SERVER:
        shutil.copyfile(templates.file(), name)
    own = own_database(SERVER, name, templates.database(SERVER)) if SERVER else nullcontext("")
    with own, django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        yield
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = before
