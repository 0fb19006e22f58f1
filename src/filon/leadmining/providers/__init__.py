"""Who can be asked about companies: the directory on this machine, and services that somebody has switched on."""

from django.conf import settings

from filon.leadmining.providers.anaf import Anaf
from filon.leadmining.providers.base import CompanyProvider, Question, SearchableProvider
from filon.leadmining.providers.local import LocalDirectory


def finders() -> list[CompanyProvider]:
    """Who is asked about one company."""
    return [LocalDirectory(), *([Anaf()] if settings.FILON_ANAF else [])]


def searchers() -> list[SearchableProvider]:
    """Who finds companies for a request."""
    return [LocalDirectory()]


__all__ = ["CompanyProvider", "Question", "SearchableProvider", "finders", "searchers"]
