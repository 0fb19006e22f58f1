"""Measures the running product from outside: start, memory after mixed requests, mail in, and an empty home's start.

Prints JSON, as `measure.py` does. The house is the one that the environment names.
"""

import argparse
import http.cookiejar
import json
import os
import re
import signal
import smtplib
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import psycopg

SERVE = [sys.executable, "-m", "filon.config.console", "serve"]
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)(\S*)")
SMTP = re.compile(r"(\d+) \(SMTP\)")
CLIENTS, LETTERS = 4, 100
WAITING = "SELECT count(*) FROM mail_inboundmessage WHERE settled_at IS NULL"
PATHS = (
    "/crm/?view=board",
    "/crm/?view=table&filter=",
    "/contacts/",
    "/palette/?q=nord",
    "/healthz",
    "/crm/?filter=&q=led",
)


@dataclass
class Product:
    """A running Filon."""

    process: subprocess.Popen[str]
    url: str
    path: str
    smtp_port: int
    seconds: float


@contextmanager
def running(environment: dict[str, str], *typed: str) -> Iterator[Product]:
    """Start it on free ports; `seconds` is the time to the first page answered."""
    ports = dict.fromkeys(("FILON_PORT", "FILON_SMTP_PORT", "FILON_LMTP_PORT"), "0")
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [*SERVE, *typed], env={**environment, **ports}, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            said = ""
            while not (found := ADDRESS.search(said)):
                line = process.stdout.readline() if process.stdout else ""
                if not line:
                    errors.seek(0)
                    raise AssertionError(said + errors.read())
                said += line
            with urllib.request.urlopen(f"{found[1]}/sign-in/", timeout=60) as answer:
                answer.read()
            port = SMTP.search(said)
            yield Product(process, found[1], found[2], int(port[1]) if port else 0, time.monotonic() - started)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def memory(pid: int) -> float:
    """The proportional set size in MB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1024  # type: ignore[index]


def mixed_requests(product: Product, count: int) -> None:
    """Sign in and look around."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{product.url}/sign-in/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    names = re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="email"|<input[^>]*type="email"[^>]*name="([^"]+)"', page)
    email = next((name for pair in names for name in pair if name), "email")
    data = {"csrfmiddlewaretoken": token[1] if token else "", email: "admin@filon.localhost", "password": "demo"}
    request = urllib.request.Request(f"{product.url}/sign-in/", urllib.parse.urlencode(data).encode())
    request.add_header("Referer", product.url)
    opener.open(request, timeout=60).read()
    for number in range(count):
        opener.open(product.url + PATHS[number % len(PATHS)], timeout=60).read()


def mail_in(product: Product, environment: dict[str, str]) -> tuple[float, float]:
    """Letters a second that are acknowledged to four clients at once, and leads a second that are made of them."""
    before = waiting(environment)
    letters = [[_letter(client, number) for number in range(LETTERS)] for client in range(CLIENTS)]

    def send(mine: list[tuple[str, bytes]]) -> None:
        with smtplib.SMTP("127.0.0.1", product.smtp_port, timeout=60) as smtp:
            for sender, raw in mine:
                smtp.sendmail(sender, ["vanzari@filon.localhost"], raw)

    threads = [threading.Thread(target=send, args=(mine,)) for mine in letters]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    acknowledged = time.monotonic() - started
    while waiting(environment) > before:
        time.sleep(0.05)
    return CLIENTS * LETTERS / acknowledged, CLIENTS * LETTERS / (time.monotonic() - started)


def waiting(environment: dict[str, str]) -> int:
    """How many messages have not been routed, asked past the product."""
    if url := environment.get("DATABASE_URL"):
        with psycopg.connect(url) as server:
            return server.execute(WAITING).fetchone()[0]  # type: ignore[index]
    with closing(sqlite3.connect(Path(environment["FILON_HOME"], "filon.sqlite3"), timeout=20)) as database:
        return database.execute(WAITING).fetchone()[0]


def _letter(client: int, number: int) -> tuple[str, bytes]:
    """A letter and its sender, made before the clock starts."""
    letter = EmailMessage()
    letter["From"], letter["To"] = f"c{client}.{number}@exemplu.example", "vanzari@filon.localhost"
    letter["Subject"] = f"Cerere {client}.{number}"
    letter["Message-ID"] = f"<{client}.{number}.{time.time_ns()}@exemplu.example>"
    letter.set_content("Bună ziua,\n\nNe interesează o ofertă.\n" * 20)
    return letter["From"], letter.as_bytes()


def main() -> int:
    """Measure, and print what was found."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=40)
    arguments.parse_args()
    environment = dict(os.environ)
    found: dict[str, dict[str, str]] = {}
    with running(environment):
        pass
    with running(environment) as product:
        found["start to first page, existing home"] = {"text": f"{product.seconds:.1f} s (at most 3)"}
        mixed_requests(product, 1000)
        found["memory after 1,000 mixed requests"] = {"text": f"{memory(product.process.pid):.0f} MB PSS (at most 220)"}
        acknowledged, made = mail_in(product, environment)
        found["mail acknowledged to 4 clients"] = {"text": f"{acknowledged:.0f} messages/s (at least 100)"}
        found["leads made of it, from the first byte on"] = {"text": f"{made:.0f} leads/s (at least 40)"}
    with tempfile.TemporaryDirectory() as home:
        fresh = {**environment, "FILON_HOME": home, "FILON_STATIC_ROOT": f"{home}/static", "DATABASE_URL": ""}
        with running(fresh, "--demo") as product:
            found["start of an empty home with demo data, SQLite"] = {"text": f"{product.seconds:.1f} s (at most 15)"}
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
