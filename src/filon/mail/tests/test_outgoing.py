"""Reading FILON_EMAIL_URL."""

import pytest

from filon.mail.outgoing import MailServer, mail_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.x.ro", MailServer("smtp", "mail.x.ro", 25)),
        ("smtps://ana%40x.ro:p%3Ass@mail.x.ro", MailServer("smtps", "mail.x.ro", 465, "ana@x.ro", "p:ss")),
        ("smtp+starttls://u:p@mail.x.ro:2525", MailServer("smtp+starttls", "mail.x.ro", 2525, "u", "p")),
        ("", None),
    ],
)
def test_an_address_names_a_server(url: str, server: MailServer | None) -> None:
    assert mail_server(url) == server


@pytest.mark.parametrize("url", ["mail.x.ro", "imap://x", "smtp:///x", "smtp://u:secret@x:port", "smtp://u:secret@x:0"])
def test_a_wrong_address_is_said_without_the_password(url: str) -> None:
    with pytest.raises(ValueError, match="must") as caught:
        mail_server(url)
    assert "secret" not in str(caught.value)
