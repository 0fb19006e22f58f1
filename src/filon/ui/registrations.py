"""The sections of the menu; rooms put their entries into them."""

from django.utils.translation import gettext_lazy as _

from filon.ui.menu import MenuEntry, menu

menu.register(MenuEntry("crm", _("CRM"), icon="layout-kanban", order=20, is_section=True))
menu.register(MenuEntry("reports", _("Reports"), icon="chart-bar", parent="crm", order=800, is_section=True))
menu.register(
    MenuEntry(
        "configuration",
        _("Configuration"),
        url_name="ui:configuration",
        icon="adjustments",
        parent="crm",
        order=900,
        is_section=True,
    )
)
menu.register(MenuEntry("system", _("System"), url_name="ui:system", icon="settings", order=90, is_section=True))
