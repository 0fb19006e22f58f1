"""Giving out addresses."""

import pytest

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_company
from filon.core.exceptions import DomainError, NotAllowed
from filon.mail.models import Alias
from filon.mail.services.aliasing import clean_local_part, set_alias
from filon.mail.testing import an_alias


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hélène.prôvâïder", "helene.provaider"),
        ("bidule...inc.", "bidule.inc"),
        ("Déboulonneur 😊", "deboulonneur-"),
        ("Vânzări Cluj", "vanzari-cluj"),
        ("Vânzări@firma.ro", "vanzari"),
        ("ぁ", ""),
        (" . ", ""),
        ("", ""),
        ("x" * 100, "x" * 64),
    ],
)
def test_a_local_part_is_cleaned(typed: str, kept: str) -> None:
    assert clean_local_part(typed) == kept


@pytest.mark.django_db
def test_an_alias_is_given_changed_and_taken_away() -> None:
    owner = a_company().record
    administrator = an_administrator()
    set_alias(owner=owner, local_part="Suport", policy="everyone", actor=administrator)
    set_alias(owner=owner, local_part="oferte", policy="partners", actor=administrator)
    alias = Alias.objects.get(owner=owner)
    assert (alias.address, alias.policy) == ("oferte@filon.localhost", "partners")
    assert set_alias(owner=owner, local_part="", policy="everyone", actor=administrator) is None
    assert not Alias.objects.filter(owner=owner).exists()


@pytest.mark.django_db
def test_a_taken_address_names_its_owner() -> None:
    an_alias(a_company("Codrul SRL").record)
    with pytest.raises(DomainError, match=r"vanzari@filon\.localhost .*Codrul SRL") as caught:
        an_alias(a_company("Alta SRL").record, "VÂNZĂRI")
    assert list(caught.value.errors) == ["alias"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["bounce", "Catchall", "postmaster", "abuse"])
def test_reserved_names_are_not_given_out(name: str) -> None:
    with pytest.raises(DomainError):
        an_alias(a_company().record, name)


@pytest.mark.django_db
def test_only_an_administrator_gives_out_addresses() -> None:
    with pytest.raises(NotAllowed):
        set_alias(owner=a_company().record, local_part="x", policy="everyone", actor=a_user())
