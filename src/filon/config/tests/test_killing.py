"""A process that is killed loses no job and does none twice."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(os.environ.get("FILON_TEST_DATABASE_URL")), reason="SQLite")]

JOBS = 300
ENQUEUE = f"""
from filon.jobs.tests import samples
for number in range({JOBS}): samples.leave_a_mark.enqueue(str(number))
"""
COUNT = """
from filon.jobs.models import Job
from filon.jobs.tests import samples
done = Job.objects.filter(name__endswith='leave_a_mark', state='done').count()
marks = samples.marks()
print(done, len(marks), len(set(marks)))
"""


def _run(environment: dict[str, str], *typed: str) -> str:
    command = [sys.executable, "-m", "filon.config.console", *typed]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True).stdout


def _counts(environment: dict[str, str]) -> list[int]:
    return [int(number) for number in _run(environment, "manage", "shell", "-v", "0", "-c", COUNT).split()[-3:]]


def test_killed_twenty_times_it_still_does_every_job_once(tmp_path: Path):
    dice = random.Random(20)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("FILON_", "DJANGO_"))}
    ports = dict.fromkeys(("FILON_PORT", "FILON_SMTP_PORT", "FILON_LMTP_PORT"), "0")
    environment = {**inherited, **ports, "FILON_HOME": str(tmp_path / "home"), "DATABASE_URL": ""}
    _run(environment, "migrate")
    _run(environment, "manage", "shell", "-v", "0", "-c", ENQUEUE)
    serve = [sys.executable, "-m", "filon.config.console", "serve"]
    for _kill in range(20):
        process = subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        while "http://" not in process.stdout.readline():
            pass
        time.sleep(dice.random() * 0.05)
        process.kill()
        process.wait()
    process = subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 90
        while _counts(environment)[0] < JOBS and time.monotonic() < deadline:
            pass
    finally:
        process.terminate()
        process.wait(timeout=10)
    assert _counts(environment) == [JOBS, JOBS, JOBS]
