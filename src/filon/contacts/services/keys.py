"""Keys under which contacts that may be the same one meet: each an index away, none needs the table to be read.

A slip of the pen leaves the first or the last half of a name as it was, so that one of the two halves still meets.
"""

from hashlib import blake2b

from filon.contacts.services.likeness import NameParts

SHORTEST_HALF = 3


def key_of(kind: str, *texts: str) -> int:
    """63 bits of a hash, for columns that every engine indexes compactly."""
    digest = blake2b("\x1f".join((kind, *texts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def name_key(name: NameParts) -> int | None:
    """The same for names with the same telling words, in whichever order."""
    return key_of("name", *name.ordered) if name.words else None


def head_key(name: NameParts) -> int | None:
    """The first half of the name, without its spaces."""
    return _half("head", name.joined, len(name.joined), is_head=True)


def tail_key(name: NameParts) -> int | None:
    """The last half of the name, without its spaces."""
    return _half("tail", name.joined, len(name.joined), is_head=False)


def near_halves(name: NameParts) -> tuple[list[int], list[int]]:
    """The head and tail keys that a name one letter longer or shorter may have."""
    lengths = range(len(name.joined) - 1, len(name.joined) + 2)
    heads = (_half("head", name.joined, length, is_head=True) for length in lengths)
    tails = (_half("tail", name.joined, length, is_head=False) for length in lengths)
    return [key for key in heads if key], [key for key in tails if key]


def shorter_halves(name: NameParts) -> tuple[int | None, int | None]:
    """The head and tail key of the name with a letter less, where they differ from its own: names of even length."""
    length = len(name.joined)
    if length % 2:
        return None, None
    return (
        _half("head", name.joined, length - 1, is_head=True),
        _half("tail", name.joined, length - 1, is_head=False),
    )


def domain_key(domain: str) -> int | None:
    """The own domain."""
    return key_of("domain", domain) if domain else None


def vat_key(number: str) -> int | None:
    """The VAT or tax number, without the country and what stands between its digits."""
    return key_of("vat", number) if number else None


def _half(kind: str, joined: str, length: int, *, is_head: bool) -> int | None:
    size = length // 2
    if size < SHORTEST_HALF:
        return None
    return key_of(kind, joined[:size] if is_head else joined[-size:])
