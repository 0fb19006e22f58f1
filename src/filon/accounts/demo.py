"""The accounts of the demonstration, which exist only where it was asked for."""

from dataclasses import dataclass

from filon.accounts.choices import Role

DEMO_PASSWORD = "demo"  # noqa: S105 - offered on the sign-in page


@dataclass(frozen=True)
class DemoAccount:
    """One of the four people of the demonstration."""

    email: str
    name: str
    role: str


DEMO_ACCOUNTS = (
    DemoAccount("admin@filon.localhost", "Radu Țurcanu", Role.ADMINISTRATOR),
    DemoAccount("ana@filon.localhost", "Ana Dobre", Role.ALL),
    DemoAccount("mihai@filon.localhost", "Mihai Stan", Role.OWN),
    DemoAccount("ioana@filon.localhost", "Ioana Mureșan", Role.OWN),
)
