"""Settings from the environment: typed, each also as `…_FILE`, and a clear sentence for a wrong one."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSetting(f"{name} must be an address such as https://crm.example.com, not {raw!r}.")
    return raw


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
