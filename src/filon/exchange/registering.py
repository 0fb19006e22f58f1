"""How a room makes a kind of record known to imports and exports."""

from filon.exchange.declaring import Exchangeable, exchangeables
from filon.exchange.views.exports import exporter
from filon.ui.lists.exporting import other_exports


def register_exchangeable(declared: Exchangeable) -> None:
    """Offer `declared` to imports, and its rows to the menus of its lists; the first kind of a list is exported."""
    exchangeables.register(declared.kind, declared)
    for key in declared.list_keys:
        other_exports.setdefault((key, "fields"), exporter(declared))
