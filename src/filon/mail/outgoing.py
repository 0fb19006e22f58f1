"""The mail server that sends for us, as FILON_EMAIL_URL names it."""

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

DEFAULT_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
TIMEOUT_SECONDS = 60.0
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class MailServer:
    """A mail server, and how to talk to it.

    `security` is `smtps` (TLS from the start), `smtp+starttls` (TLS or nothing) or `smtp` (TLS when the server offers
    it). A password goes over a checked connection only, unless the server is on this machine.
    """

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
            if self.security != "smtps":
                self._secure(connection, context)
            if self.user:
                connection.login(self.user, self.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _secure(self, connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
        connection.ehlo_or_helo_if_needed()
        is_needed = self.security == "smtp+starttls" or (self.user and self.host not in _THIS_MACHINE)
        if not is_needed:
            # Better than clear text, even if we cannot tell who answers.
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        if is_needed or connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()


def mail_server(url: str) -> MailServer | None:
    """The server that `url` names, or None for an empty one; `ValueError` with the rest of a sentence when
    it cannot be read. The password is never repeated.
    """
    if not url:
        return None
    example = "smtp+starttls://user:password@mail.example.com:587"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"must be an address such as {example}; its port is wrong.") from error
    if parts.scheme not in DEFAULT_PORTS:
        known = ", ".join(f"{scheme}://" for scheme in DEFAULT_PORTS)
        raise ValueError(f"must begin with one of {known} and look like {example}.")
    if not parts.hostname or port == 0:
        raise ValueError(f"must name a server and look like {example}.")
    return MailServer(
        security=parts.scheme,
        host=parts.hostname,
        port=port or DEFAULT_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
