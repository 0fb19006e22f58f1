"""The mail server that sends for us, as FILON_EMAIL_URL names it."""

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

DEFAULT_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
TIMEOUT_SECONDS = 60.0


@dataclass(frozen=True)
class MailServer:
    """A mail server, and how to talk to it: `security` is one of smtp, smtps and smtp+starttls."""

    security: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    def connect(self) -> smtplib.SMTP:
        """An open and, if there is a user, signed-in connection. Certificates are checked."""
        context = ssl.create_default_context()
        if self.security == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            if self.security == "smtp+starttls":
                connection.starttls(context=context)
            if self.user:
                connection.login(self.user, self.password)
        except BaseException:
            connection.close()
            raise
        return connection


def mail_server(url: str) -> MailServer | None:
    """The server that `url` names, or None for an empty one; `ValueError` with a sentence when it cannot be read."""
    if not url:
        return None
    example = "smtp+starttls://user:password@mail.example.com:587"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"FILON_EMAIL_URL must be an address such as {example}; its port is wrong.") from error
    if parts.scheme not in DEFAULT_PORTS:
        known = ", ".join(f"{scheme}://" for scheme in DEFAULT_PORTS)
        raise ValueError(f"FILON_EMAIL_URL must begin with one of {known} and look like {example}.")
    if not parts.hostname:
        raise ValueError(f"FILON_EMAIL_URL must name a server and look like {example}.")
    return MailServer(
        security=parts.scheme,
        host=parts.hostname,
        port=port or DEFAULT_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
