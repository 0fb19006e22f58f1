"""The product, started as a user starts it: `filon serve` on an empty home, on free ports."""

import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Page

from tests.texts import said

ROOT = Path(__file__).resolve().parent.parent.parent
LINK = re.compile(r"https?://\S+")


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Product:
    """A running Filon: where its pages are, where it takes and sends mail, and the link that it printed."""

    url: str
    smtp_port: int
    home: Path
    link: str
    process: subprocess.Popen[str]
    email_port: int
    language: str

    def says(self, text: str) -> str:
        """A label, given in Romanian, in the product's language."""
        return said(text, self.language)

    def deliver(self, message: EmailMessage, to: str) -> None:
        """Send a message by SMTP, as any mail server would."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=20) as smtp:
            smtp.send_message(message, to_addrs=[to])


def a_message(*, subject: str, body: str, sender: str, to: str) -> EmailMessage:
    """A plain message."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{time.time_ns()}@example.com>"
    message.set_content(body)
    return message


@contextmanager
def running(
    home: Path, *, language: str, database_url: str = "", demo: bool = True, gallery: bool = False
) -> Iterator[Product]:
    """Start the product, wait until it answers, and stop it again as a user would, with an interrupt."""
    port, smtp_port, lmtp_port, email_port = (free_port() for _number in range(4))
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("FILON_", "DATABASE_", "DJANGO_"))
    }
    environment = {
        **inherited,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",
        "FILON_HOME": str(home),
        "FILON_PORT": str(port),
        "FILON_SMTP_PORT": str(smtp_port),
        "FILON_LMTP_PORT": str(lmtp_port),
        "FILON_LANGUAGE": language,
        "FILON_EMAIL_URL": f"smtp://127.0.0.1:{email_port}",
        "FILON_DEVELOPMENT": "1" if gallery else "0",
        "DATABASE_URL": database_url,
    }
    command = [sys.executable, "-m", "filon.config.console", "serve", *(["--demo"] if demo else [])]
    output = home.parent / f"{home.name}.log"
    with output.open("w") as log:
        process = subprocess.Popen(command, env=environment, cwd=home.parent, stdout=log, stderr=log, text=True)
    url = f"http://127.0.0.1:{port}"
    try:
        link = _link_when_ready(process, url, output)
        yield Product(
            url=url,
            smtp_port=smtp_port,
            home=home,
            link=link,
            process=process,
            email_port=email_port,
            language=language,
        )
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _link_when_ready(process: subprocess.Popen[str], url: str, output: Path) -> str:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
                links = [link for link in LINK.findall(output.read_text()) if link.startswith(url)]
                if answer.status == 200 and links:
                    return links[-1].rstrip(".,")
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"the product did not start:\n{output.read_text()}")


def sign_in(page: Page, product: Product) -> None:
    """Sign in as the demonstration's administrator; the link of the start works once, for the test that is about it."""
    page.goto(f"{product.url}/sign-in/")
    page.locator("input[type=email]").fill("admin@filon.localhost")
    page.locator("input[type=password]").fill("demo")
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(f"{product.url}/")
