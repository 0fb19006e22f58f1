"""The small tables of this room."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from filon.accounts.choices import Role
from filon.accounts.models import User
from filon.accounts.policies import require_administrator, require_role
from filon.history.services.recording import describe
from filon.organisation.models import Tag
from filon.organisation.services.tagging import require_no_comma
from filon.organisation.tag_uses import tag_uses
from filon.ui.configuration import ConfigurationList

_ACTS = {
    "create": gettext_noop("Added a tag"),
    "rename": gettext_noop("Changed a tag"),
    "colour": gettext_noop("Changed a tag"),
    "archive": gettext_noop("Archived a tag"),
    "restore": gettext_noop("Brought a tag back"),
    "delete": gettext_noop("Deleted a tag"),
    "merge": gettext_noop("Merged two tags"),
}


def _require_work(actor: User | None) -> None:
    """Whoever works here makes tags and names them; archiving, merging and deleting are for administrators."""
    require_role(actor, Role.OWN)


TAGS = ConfigurationList(
    key="tags",
    title=_("Tags"),
    description=_("Short words for finding and grouping opportunities and contacts."),
    label=_("Tag"),
    hint=_("Name of the tag"),
    crumbs=(_("CRM"), _("Configuration")),
    model=Tag,
    require=_require_work,
    restrict=require_administrator,
    has_merge=True,
    uses=tuple(tag_uses),
    has_colour=True,
    check=require_no_comma,
    tells=lambda act: describe(_ACTS[act]),
)
