"""What import and export are to the house."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from filon.exchange.panels import LIST_LINKS
from filon.exchange.tasks import forget_old_files
from filon.jobs import schedules
from filon.search.registry import Action, register_action, register_page_words
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import panels

schedules.register("exchange.forget_old_files", forget_old_files, every=timedelta(days=1))
menu.register(
    MenuEntry(
        "imports",
        _("Import"),
        url_name="exchange:imports",
        icon="upload",
        parent="system",
        order=90,
        visible_to=lambda user: user.is_administrator,
        description=_("Records from files: try first, import, undo."),
    )
)
menu.register(
    MenuEntry(
        "own-imports",
        _("Import"),
        url_name="exchange:imports",
        icon="upload",
        parent="account",
        order=50,
        visible_to=lambda user: not user.is_administrator,
    )
)
panels.register("list.menu", "exchange", LIST_LINKS)
register_page_words("imports", "import csv xlsx excel vcard fisier incarca upload")
register_action(Action("import", _("Import a file"), "upload", "exchange:import-new", words="csv xlsx excel vcard"))
