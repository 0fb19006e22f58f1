"""What this room puts into the menu."""

from django.utils.translation import gettext_lazy as _

from filon.accounts.registrations import is_administrator
from filon.ui.menu import MenuEntry, menu

menu.register(
    MenuEntry(
        "settings",
        _("Settings"),
        url_name="organisation:settings",
        icon="building",
        parent="system",
        order=10,
        visible_to=is_administrator,
        description=_("The company's name, country, currency, language and time zone."),
    )
)
menu.register(
    MenuEntry(
        "currencies",
        _("Currencies"),
        url_name="organisation:currencies",
        icon="currency-euro",
        parent="system",
        order=30,
        visible_to=is_administrator,
        description=_("Which currencies are offered, and their exchange rates."),
    )
)
menu.register(
    MenuEntry(
        "tags",
        _("Tags"),
        url_name="organisation:tags",
        icon="tag",
        parent="configuration",
        order=50,
        visible_to=is_administrator,
        description=_("Short words for finding and grouping opportunities and contacts."),
    )
)
