"""Configuration lists: small tables whose rows are mostly a name, added by typing and renamed in place."""

from filon.ui.configuration.declaration import ConfigurationList
from filon.ui.configuration.sheets import PartLine, Parts, Sheet, SheetForm, sheet_view
from filon.ui.configuration.views import configuration_view

__all__ = ["ConfigurationList", "PartLine", "Parts", "Sheet", "SheetForm", "configuration_view", "sheet_view"]
