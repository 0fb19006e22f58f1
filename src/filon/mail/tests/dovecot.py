"""Debian's Dovecot on loopback, for mailboxes that really speak IMAP and POP3."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "parola"
_CONFIGURATION = """
protocols = imap pop3
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
auth_verbose = yes
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service anvil {{
  # Wrong passwords are answered at once, time after time.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {pop}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
"""


@dataclass
class Dovecot:
    """A running server; every user name is let in with `PASSWORD`."""

    folder: Path
    imap: int
    pop: int
    owner: pwd.struct_passwd
    count: int = 0

    def deliver(self, user: str, raw: bytes) -> None:
        """Put a message into somebody's mailbox, as another mail server would."""
        box = self.folder / "mail" / user
        for name in ("", "tmp", "new", "cur"):
            (box / name).mkdir(parents=True, exist_ok=True)
            os.chown(box / name, self.owner.pw_uid, self.owner.pw_gid)
        self.count += 1
        path = box / "new" / f"{time.time():.6f}.M{self.count}.localhost"
        path.write_bytes(raw)
        os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def save(self, user: str, raw: bytes) -> None:
        """The same by Dovecot's own program, which wakes whoever waits at the mailbox."""
        subprocess.run([*self._doveadm, "save", "-u", user], input=raw, check=True)

    def hang_up(self, user: str) -> None:
        """Break every connection of somebody, as a server that is restarted does."""
        subprocess.run([*self._doveadm, "kick", user], check=True)

    @property
    def _doveadm(self) -> list[str]:
        return ["doveadm", "-c", str(self.folder / "dovecot.conf")]

    def kept(self, user: str) -> int:
        """How many messages the mailbox holds."""
        box = self.folder / "mail" / user
        return sum(1 for name in ("new", "cur") for _file in (box / name).iterdir())


def is_there() -> bool:
    """Whether Dovecot is installed and may be started: it wants root."""
    return bool(shutil.which("dovecot")) and os.geteuid() == 0


@contextmanager
def running() -> Iterator[Dovecot]:
    """Dovecot, until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="filon-dovecot-"))
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    owner = pwd.getpwnam("nobody")
    os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    server = Dovecot(folder, _free_port(), _free_port(), owner)
    (folder / "dovecot.conf").write_text(
        _CONFIGURATION.format(
            folder=folder, password=PASSWORD, uid=owner.pw_uid, gid=owner.pw_gid, imap=server.imap, pop=server.pop
        )
    )
    process = subprocess.Popen(["dovecot", "-F", "-c", str(folder / "dovecot.conf")])
    try:
        _wait_for(server.imap)
        yield server
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("Dovecot does not answer")
