"""How often something may be done by those whom we do not know. Counted in the process's cache, as a brake only."""

from django.core.cache import cache


def is_within(key: str, *, most: int, seconds: int) -> bool:
    """Count one more of `key`; whether there are at most `most` within `seconds` of the first."""
    name = f"limit:{key}"
    if cache.add(name, 1, seconds):
        return True
    try:
        return int(cache.incr(name)) <= most
    except ValueError:  # it ended between the two
        cache.set(name, 1, seconds)
        return True
