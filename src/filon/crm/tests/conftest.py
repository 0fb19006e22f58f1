"""Who works on the pages of this room."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user


@pytest.fixture
def mihai():
    return a_user(name="Mihai Ionescu")


@pytest.fixture
def browser(mihai):
    client = Client()
    client.force_login(mihai)
    return client
