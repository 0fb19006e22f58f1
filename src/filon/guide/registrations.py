"""The guide in the header of every page and in the account menu of a phone, and the first steps on one's day."""

from django.utils.translation import gettext_lazy as _

from filon.guide.panels import about_this_page, first_steps
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels

panels.register("header", "guide", Panel("guide/link.html", about_this_page, order=90))
panels.register("home.section", "first-steps", Panel("guide/home_first_steps.html", first_steps, order=10))
menu.register(MenuEntry("guide", _("Guide"), url_name="guide:index", icon="book", parent="account", order=70))
