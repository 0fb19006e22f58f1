"""`filon serve` and its kin, started as a user starts them."""

import os
import signal
import socket
import sqlite3
import subprocess
import urllib.request
from pathlib import Path

import psycopg
import pytest

from filon.config.tests.commands import PATIENCE, SERVER, command, finished, healthy, refusal, run, serving


def test_an_empty_home_is_filled_and_the_first_administrator_invited(environment):
    with serving(environment, "serve") as (process, address, log):
        assert healthy(address)["status"] == "ok"
        assert "Create the administrator here: " + address in log.read_text()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0
        assert "Traceback" not in log.read_text()


def test_an_interrupt_ends_it_as_cleanly(migrated):
    with serving(migrated, "serve") as (process, address, log):
        urllib.request.urlopen(f"{address}/healthz").close()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0
        assert "Traceback" not in log.read_text()


def test_an_existing_home_is_served_without_being_prepared_again(migrated):
    with serving(migrated, "serve"):
        pass
    with serving(migrated, "serve") as (_process, address, log):
        assert healthy(address)["migrations"] == "ok"
        assert "prepared" not in log.read_text()
        assert "brought up to date" not in log.read_text()


def test_the_parts_alone_want_a_migrated_database_first(environment):
    for part in ("web", "worker"):
        assert "older than this version of Filon: run `filon migrate` first" in refusal(environment, part)


def test_the_web_part_serves_from_two_processes(migrated):
    with serving(migrated, "web") as (process, address, _log):
        assert healthy(address)["status"] == "ok"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0


def test_a_worker_alone_ends_when_told(migrated):
    process = subprocess.Popen(command("worker"), env=migrated, stdout=subprocess.PIPE, text=True)
    try:
        assert "runs jobs" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0
    finally:
        process.kill()


def test_a_port_in_use_is_named(environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refusal({**environment, "FILON_PORT": str(port)}, "serve")
    assert said == (
        f"filon: Port {port} is already in use: stop what listens there, or set FILON_PORT to another port."
    )


def test_a_wrong_setting_is_named(environment):
    assert "FILON_LANGUAGE must be one of ro, en" in refusal({**environment, "FILON_LANGUAGE": "de"}, "serve")
    assert "FILON_HOST names 192.0.2.1" in refusal({**environment, "FILON_HOST": "192.0.2.1"}, "serve")


def test_a_database_that_is_away_is_one_sentence(environment):
    said = refusal({**environment, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "migrate")
    assert said.startswith("filon: The database cannot be used: ")


def test_a_home_that_cannot_be_written_to_is_one_sentence(environment):
    assert "The data folder /proc/filon cannot be used" in refusal(
        {**environment, "FILON_HOME": "/proc/filon"}, "serve"
    )


def test_a_database_of_a_newer_version_is_left_alone(migrated):
    file, database = Path(migrated["FILON_HOME"]) / "filon.sqlite3", migrated["DATABASE_URL"]
    with psycopg.connect(database) if database else sqlite3.connect(file) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('crm', '0099_of_the_future', CURRENT_TIMESTAMP)"
        )
    for part in ("serve", "web", "migrate"):
        assert "written by a newer version of Filon" in refusal(migrated, part)


@pytest.mark.skipif(bool(SERVER), reason="only SQLite keeps its database in the home")
def test_a_file_that_is_no_database_is_one_sentence(environment):
    home = Path(environment["FILON_HOME"])
    home.mkdir()
    (home / "filon.sqlite3").write_bytes(b"What is this? " * 1000)
    assert "is not a database: restore it from a backup" in refusal(environment, "serve")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_one_sentence(environment, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        said = refusal({**environment, "FILON_HOME": str(disk)}, "serve")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert "free some space and start again" in said


def test_a_token_is_printed_alone(migrated):
    make = "from filon.accounts.models import User; User.objects.create_user(email='ana@example.com', name='Ana')"
    run(migrated, "manage", "shell", "-c", make)
    token = run(migrated, "token", "create", "--user", "Ana@Example.com")
    assert len(token.strip().split()) == 1
    assert "There is no active user ion@example.com" in refusal(
        migrated, "token", "create", "--user", "ion@example.com"
    )


def test_the_doctor_finds_nothing_wrong_with_a_new_home(migrated):
    said = run(migrated, "doctor")
    assert "FAULT" not in said
    assert {line.split()[1].rstrip(":") for line in said.splitlines()} >= {
        "settings",
        "database",
        "migrations",
        "clock",
    }


def test_the_doctor_names_a_fault_and_says_so_to_scripts(environment):
    done = finished(environment, "doctor")
    assert done.returncode == 1
    assert "FAULT migrations: The tables are behind this version: run `filon migrate`." in done.stdout
