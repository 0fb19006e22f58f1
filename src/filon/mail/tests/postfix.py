"""Debian's Postfix on loopback, which hands the mail of a domain to us by LMTP, as the guide tells to set it up."""

import os
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SHARED = Path("/etc/postfix")
_CONFIGURATION = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/data/mail.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.filon.test
mydestination =
default_transport = error:only our own domain
relay_domains = {domain}
relay_recipient_maps =
transport_maps = inline:{{{domain}=lmtp:[127.0.0.1]:{lmtp}}}
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
biff = no
"""


@dataclass
class Postfix:
    """A running server."""

    folder: Path
    port: int

    def client(self) -> smtplib.SMTP:
        """A connection to it."""
        return smtplib.SMTP("127.0.0.1", self.port, timeout=20)

    def waits_for(self, *phrases: str) -> str:
        """The log, once it says all of these."""
        deadline = time.monotonic() + 30
        while not all(phrase in (log := self._log()) for phrase in phrases):
            assert time.monotonic() < deadline, log
            time.sleep(0.05)
        return log

    def _log(self) -> str:
        path = self.folder / "data" / "mail.log"
        return path.read_text() if path.exists() else ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_there() -> bool:
    """Whether Postfix is installed and may be started."""
    return os.geteuid() == 0 and shutil.which("postfix") is not None and (_SHARED / "master.cf").exists()


@contextmanager
def running(domain: str, lmtp: int) -> Iterator[Postfix]:
    """Start it for the mail of `domain`, which we take at the port `lmtp`."""
    folder, port = Path(tempfile.mkdtemp(prefix="filon-postfix-")), _free_port()
    folder.chmod(0o755)
    for name in ("conf", "queue", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    services = [_unjailed(line, port) for line in (_SHARED / "master.cf").read_text().splitlines()]
    (folder / "conf" / "master.cf").write_text("\n".join(services) + "\n")
    (folder / "conf" / "main.cf").write_text(_CONFIGURATION.format(folder=folder, domain=domain, lmtp=lmtp))
    command = ["postfix", "-c", str(folder / "conf")]
    subprocess.run([*command, "start"], check=True, capture_output=True, timeout=60)
    try:
        yield Postfix(folder, port)
    finally:
        subprocess.run([*command, "stop"], check=False, capture_output=True, timeout=60)
        shutil.rmtree(folder)


def _unjailed(line: str, port: int) -> str:
    """A service at a port of its own, and without the jail that this folder does not hold."""
    words = line.split()
    if len(words) < 8 or line[:1] in "# \t":
        return line
    if words[:2] == ["smtp", "inet"]:
        words[0] = f"127.0.0.1:{port}"
    return " ".join([*words[:4], "n", *words[5:]])
