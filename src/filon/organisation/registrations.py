"""What this room puts into the menu."""

from django.utils.translation import gettext_lazy as _

from filon.accounts.registrations import is_administrator
from filon.core.house import House, house_of_the_environment, register_house
from filon.organisation.models import Organisation
from filon.ui.menu import MenuEntry, menu


def our_house() -> House:
    """The language and zone of our company; those of the environment while it has no row."""
    row = Organisation.objects.filter(pk=1).values_list("language", "time_zone").first()
    return House(*row) if row else house_of_the_environment()


register_house(our_house)
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
        "company",
        _("Company details"),
        url_name="organisation:company",
        icon="id-badge-2",
        parent="system",
        order=20,
        visible_to=is_administrator,
        description=_("What quotations, delivery notes and invoices say of us: codes, address, bank account, logo."),
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
        description=_("Short words for finding and grouping opportunities and contacts."),
    )
)
