"""The house in which rights are tried: made once for each worker, and taken back at the end."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.rights import world as houses


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker) -> Iterator[houses.World]:
    """The small house, in a transaction that never ends well."""
    logging.disable(logging.INFO)  # a thousand requests need not be written down
    with django_db_blocker.unblock(), transaction.atomic():
        yield houses.build()
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)
