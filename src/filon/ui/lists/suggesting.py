"""What typing in the search of a list suggests: values of its facets, and fields that may contain the text."""

from django.utils.translation import gettext as _

from filon.core.normalising import folded
from filon.ui.lists.declaration import RecordList
from filon.ui.lists.filters import NONE, Facet, Numbers, Option, Texts
from filon.ui.lists.look import Look
from filon.ui.lists.page import Choice
from filon.ui.lists.state import ListState

MOST, SHORTEST = 8, 2


def suggestions(declared: RecordList, state: ListState, look: Look) -> list[Choice]:
    """Where the typed text may be meant, with the address that says so: „Etichete: Fotovoltaic”."""
    typed = state.q
    if len(typed) < SHORTEST:
        return []
    words = folded(typed)
    found = [
        Choice(f"{facet.label}: {option.label}", _narrowed(state, facet, option), False)
        for facet in declared.facets
        for option in facet.options(look)
        if option.value != NONE and any(word.startswith(words) for word in _ends(folded(option.label)))
    ]
    for facet in declared.facets:
        operator = "contains" if isinstance(facet, Texts) else "from" if isinstance(facet, Numbers) else ""
        if operator and facet.ruled(operator, typed, look) is not None:
            url = state.url(q="", rules=(*state.rules, (facet.key, operator, typed)))
            found.append(Choice(facet.rule_label(operator, typed, look), url, False))
    everywhere = Choice(_("Search everywhere for “%(text)s”") % {"text": typed}, state.url(), True)
    return [everywhere, *found[:MOST]]


def _ends(text: str) -> list[str]:
    """The text from each of its words on."""
    words = text.split()
    return [" ".join(words[at:]) for at in range(len(words))]


def _narrowed(state: ListState, facet: Facet, option: Option) -> str:
    values = state.filters.get(facet.key, ())
    return state.with_filter(facet.key, dict.fromkeys((*values, option.value))).url(q="")
