"""What the doctor looks at here: whether the board's totals add up."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from filon.core.diagnostics import Finding
from filon.crm.services import totalling


def examine() -> Iterable[Finding]:
    """Compare the kept totals with the leads themselves."""
    subject = _("Totals of the board")
    if not totalling.are_installed():
        yield Finding(subject, False, _("The triggers are missing; the next start puts them back."))
        return
    wrong = len(totalling.drift())
    sentence = _("%(count)s sums differ from the leads; the next start makes them anew.") % {"count": wrong}
    yield Finding(subject, not wrong, sentence if wrong else _("They add up."))
