"""Settings from the environment: a wrong one is one sentence that names it."""

import pytest

from filon.config import environment as env
from filon.config.environment import WrongSetting


@pytest.mark.parametrize("raw", ["eight", "-1", "65536", "80 80"])
def test_a_wrong_port_is_refused(monkeypatch, raw):
    monkeypatch.setenv("FILON_PORT", raw)
    with pytest.raises(WrongSetting, match="FILON_PORT must be a port number"):
        env.port("FILON_PORT", 8000)


@pytest.mark.parametrize("raw", ["crm.example.com", "ftp://x", "https://", "http://x:port", "https://x/path"])
def test_a_wrong_address_is_refused(monkeypatch, raw):
    monkeypatch.setenv("FILON_URL", raw)
    with pytest.raises(WrongSetting, match="FILON_URL must be an address"):
        env.web_address("FILON_URL", "")


def test_a_trailing_slash_is_taken_off(monkeypatch):
    monkeypatch.setenv("FILON_URL", "https://crm.example.com/")
    assert env.web_address("FILON_URL", "") == "https://crm.example.com"


@pytest.mark.parametrize("raw", ["Mars/Olympus", "../etc/passwd", "Bucharest"])
def test_a_wrong_zone_is_refused(monkeypatch, raw):
    monkeypatch.setenv("FILON_TIME_ZONE", raw)
    with pytest.raises(WrongSetting, match="FILON_TIME_ZONE must be a time zone"):
        env.zone("FILON_TIME_ZONE", "Europe/Bucharest")


@pytest.mark.parametrize("raw", ["mysql://x/y", "filon", "postgresql//x"])
def test_a_wrong_database_is_refused(monkeypatch, raw):
    monkeypatch.setenv("DATABASE_URL", raw)
    with pytest.raises(WrongSetting, match="DATABASE_URL must"):
        env.database("DATABASE_URL", "")


@pytest.mark.parametrize("raw", ["mail.exemplu.ro", "smtp:///x", "imap://x", "smtp://ana:secret@x:port"])
def test_a_wrong_mail_server_is_refused_without_repeating_its_password(monkeypatch, raw):
    monkeypatch.setenv("FILON_EMAIL_URL", raw)
    with pytest.raises(WrongSetting, match="FILON_EMAIL_URL must") as caught:
        env.mail_server("FILON_EMAIL_URL")
    assert raw not in str(caught.value)


@pytest.mark.parametrize("raw", ["10.0.0.0/33", "proxy", "10.0.0.1;10.0.0.2"])
def test_wrong_proxies_are_refused(monkeypatch, raw):
    monkeypatch.setenv("FILON_TRUSTED_PROXIES", raw)
    with pytest.raises(WrongSetting, match="FILON_TRUSTED_PROXIES must list"):
        env.networks("FILON_TRUSTED_PROXIES")


@pytest.mark.parametrize("raw", ["-x.ro", "a b", "exemplu..ro", "@x"])
def test_a_wrong_mail_domain_is_refused(monkeypatch, raw):
    monkeypatch.setenv("FILON_MAIL_DOMAIN", raw)
    with pytest.raises(WrongSetting, match="FILON_MAIL_DOMAIN must be a domain"):
        env.mail_domain("FILON_MAIL_DOMAIN", "filon.localhost")


def test_a_setting_may_be_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "url").write_text("https://crm.example.com\n")
    monkeypatch.setenv("FILON_URL_FILE", str(tmp_path / "url"))
    assert env.text("FILON_URL") == "https://crm.example.com"


def test_a_file_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("FILON_SECRET_KEY_FILE", "/nowhere/key")
    with pytest.raises(WrongSetting, match="FILON_SECRET_KEY_FILE names /nowhere/key, which cannot be read"):
        env.text("FILON_SECRET_KEY")


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    home = env.Home(tmp_path / "home")
    key = home.secret_key()
    assert len(key) >= 50
    assert home.secret_key() == key
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o777 == 0o600
