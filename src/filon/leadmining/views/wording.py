"""What counts and reasons are called."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.leadmining.directory.searching import MANY
from filon.ui import formatting

_FILTERS = {
    "countries": gettext_lazy("in the countries chosen"),
    "active_only": gettext_lazy("in business"),
    "industries": gettext_lazy("of the industries chosen"),
    "states": gettext_lazy("in the counties chosen"),
    "legal_forms": gettext_lazy("of the legal forms chosen"),
    "size": gettext_lazy("of this size"),
    "has_website": gettext_lazy("with a website"),
    "has_email": gettext_lazy("with an e-mail address"),
    "has_phone": gettext_lazy("with a phone number"),
    "text": gettext_lazy("with these words"),
    "people": gettext_lazy("with people in these roles"),
}


def counted(count: int) -> str:
    """A count that is exact to ten thousand."""
    return _("over %(count)s") % {"count": formatting.number(MANY)} if count > MANY else formatting.number(count)


def steps(left: Iterable[Iterable[object]]) -> list[str]:
    """How many companies each filter in turn left."""
    return [f"{counted(int(str(count)))} {_FILTERS[str(name)]}" for name, count in left]


def excluded_lines(excluded: Mapping[str, int]) -> list[str]:
    """Why companies that fit were not taken."""
    return [_excluded(reason, count) for reason, count in excluded.items()]


def _excluded(reason: str, count: int) -> str:
    if reason == "mined":
        text = ngettext("%(count)s was mined before", "%(count)s were mined before", count)
    elif reason == "known":
        text = ngettext("%(count)s is a customer or lead already", "%(count)s are customers or leads already", count)
    else:
        text = ngettext("%(count)s must not be approached", "%(count)s must not be approached", count)
    return text % {"count": formatting.number(count)}
