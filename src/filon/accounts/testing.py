"""Builders for tests."""

from itertools import count

from filon.accounts.models import User
from filon.core.normalising import folded

_numbers = count(1)


def a_user(*, name: str = "Mihai Ionescu", role: str = "own", email: str = "", **values: object) -> User:
    """A user with an address of his own; give `password` if he is to sign in by the form."""
    address = email or f"{folded(name).replace(' ', '.')}.{next(_numbers)}@exemplu.test"
    password = values.pop("password", None)
    return User.objects.create_user(
        email=address, name=name, role=role, password=str(password) if password else None, **values
    )


def an_administrator(*, name: str = "Radu Țurcanu", **values: object) -> User:
    """A user who may change the configuration."""
    return a_user(name=name, role="administrator", **values)  # type: ignore[arg-type]
