"""Configuration lists: small tables whose rows are mostly a name, added by typing and renamed in place."""

from filon.ui.configuration.declaration import ConfigurationList
from filon.ui.configuration.views import configuration_view

__all__ = ["ConfigurationList", "configuration_view"]
