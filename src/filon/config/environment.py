"""Settings from the environment: typed, each also as `…_FILE`, and a clear sentence for a wrong one."""

import os
import re
import secrets
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url

from filon.mail import outgoing

_DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})*")
WILDCARDS = ("", "0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


class WrongSetting(Exception):
    """A setting of the environment cannot be used; the text is one sentence for the person who starts Filon."""


def text(name: str, default: str = "") -> str:
    """The value of the variable `name`, or of the file that `name`_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise WrongSetting(f"{name}_FILE names {path}, which cannot be read: {error.strerror}.") from error
    return os.environ.get(name, "").strip() or default


def port(name: str, default: int) -> int:
    """A TCP port, 0 to 65535, where 0 lets the system choose."""
    raw = text(name, str(default))
    if not raw.isdecimal() or int(raw) > 65535:
        raise WrongSetting(f"{name} must be a port number from 0 to 65535, not {raw!r}.")
    return int(raw)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of `allowed`."""
    raw = text(name, default)
    if raw not in allowed:
        raise WrongSetting(f"{name} must be one of {', '.join(allowed)}, not {raw!r}.")
    return raw


def zone(name: str, default: str) -> str:
    """An IANA time zone."""
    raw = text(name, default)
    try:
        ZoneInfo(raw)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongSetting(f"{name} must be a time zone such as Europe/Bucharest, not {raw!r}.") from error
    return raw


def web_address(name: str, default: str) -> str:
    """An http or https address without a trailing slash."""
    raw = text(name, default).rstrip("/")
    try:
        parts = urlsplit(raw)
        is_right = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.path and parts.port != 0
    except ValueError:
        is_right = False
    if not is_right:
        raise WrongSetting(f"{name} must be an address such as https://crm.example.com, not {raw!r}.")
    return raw


def secure_address(name: str) -> str:
    """An https address with whatever path it has; "" when it is not set."""
    raw = text(name)
    try:
        parts = urlsplit(raw)
        is_right = not raw or (parts.scheme == "https" and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        is_right = False
    if not is_right:
        raise WrongSetting(f"{name} must be an address such as https://www.bnr.ro/nbrfxrates.xml, not {raw!r}.")
    return raw


def mail_domain(name: str, default: str) -> str:
    """A domain name, in lower case."""
    raw = text(name, default).lower()
    if not _DOMAIN.fullmatch(raw):
        raise WrongSetting(f"{name} must be a domain such as crm.example.com, not {raw!r}.")
    return raw


def networks(name: str) -> list[str]:
    """Addresses or networks, separated by commas."""
    found = [part.strip() for part in text(name).split(",") if part.strip()]
    for part in found:
        try:
            ip_network(part, strict=False)
        except ValueError as error:
            raise WrongSetting(f"{name} must list addresses such as 10.0.0.5 or 10.0.0.0/8, not {part!r}.") from error
    return found


def mail_server(name: str) -> str:
    """Where outgoing mail is handed over, as `smtp+starttls://user:password@host:587`; "" when unset."""
    raw = text(name)
    try:
        outgoing.mail_server(raw)
    except ValueError as error:
        raise WrongSetting(f"{name} {error}") from error
    return raw


def database(name: str, default: str) -> Any:
    """Django's settings for a database address: sqlite:///path or postgresql://user:password@host/name."""
    raw = text(name) or default
    if raw.split(":", 1)[0] not in ("sqlite", "postgresql", "postgres"):
        raise WrongSetting(f"{name} must begin with sqlite:// or postgresql://, such as postgresql://user@host/filon.")
    try:
        return dj_database_url.parse(raw)
    except ValueError as error:
        raise WrongSetting(f"{name} must be an address such as postgresql://user:password@host/filon.") from error


@dataclass(frozen=True)
class Home:
    """The data folder. Everything that an installation owns is under it."""

    path: Path

    def secret_key(self) -> str:
        """The secret key: from the environment, else the one kept in the home, made on first start."""
        given = text("FILON_SECRET_KEY")
        if given:
            return given
        kept = self.path / "secret-key"
        try:
            if not kept.exists():
                self.path.mkdir(parents=True, exist_ok=True)
                kept.touch(mode=0o600)
                kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
            return kept.read_text(encoding="ascii").strip()
        except OSError as error:
            raise WrongSetting(f"The data folder {self.path} cannot be used: {error.strerror}.") from error


def home() -> Home:
    """The data folder named by FILON_HOME, by default `var` in the working directory."""
    return Home(Path(text("FILON_HOME", "var")).expanduser().resolve())
