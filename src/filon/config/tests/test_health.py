"""The health check."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from filon import __version__

pytestmark = pytest.mark.django_db


def test_a_healthy_house_says_so_to_anybody(client, django_assert_num_queries):
    client.get("/healthz")
    with django_assert_num_queries(1):
        answer = client.get("/healthz", headers={"host": "10.1.2.3:8000"})
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": __version__, "database": "ok", "migrations": "ok"}


@pytest.mark.parametrize(("change", "state"), [("forget", "pending"), ("foresee", "newer")])
def test_tables_of_another_version_are_not_healthy(client, change, state):
    recorder = MigrationRecorder(connection)
    if change == "forget":
        recorder.record_unapplied("crm", "0001_initial")
    else:
        recorder.record_applied("crm", "0099_of_the_future")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, state)


def test_nothing_can_be_sent_there(client):
    assert client.post("/healthz").status_code == 405
