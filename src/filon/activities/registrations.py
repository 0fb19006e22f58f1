"""What activities are to the house."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from filon.accounts.hooks import user_switched_off
from filon.activities import policies
from filon.activities.handlers import contacts_put_away, user_gone
from filon.activities.hooks import activity_kinds, phone_numbers
from filon.activities.imports import ACTIVITIES
from filon.activities.models import ActivityTag
from filon.activities.panels import counter, news, next_steps_of, unanswered
from filon.activities.services.reading import due_count
from filon.activities.tasks import greet
from filon.contacts.hooks import contacts_archived
from filon.contacts.models import Contact
from filon.exchange.registering import register_exchangeable
from filon.jobs import schedules
from filon.organisation.tag_uses import tag_uses
from filon.search.registry import QuickKey, register_page_words, register_quick_key
from filon.ui.configuration.uses import Use
from filon.ui.menu import MenuEntry, menu
from filon.ui.panels import Panel, panels


def contact_phones(ids: Sequence[int]) -> dict[int, str]:
    """The number of each contact that has one: the mobile first."""
    rows = Contact.objects.filter(pk__in=ids).values_list("pk", "mobile", "phone")
    return {pk: mobile or phone for pk, mobile, phone in rows if mobile or phone}


register_exchangeable(ACTIVITIES)
activity_kinds.register(Contact.record_kind, Contact.record_kind)
phone_numbers.register(Contact.record_kind, contact_phones)
contacts_archived.register(contacts_put_away)
user_switched_off.register(user_gone)
tag_uses.register(
    "activities", Use(ActivityTag.objects.all, "tag", ngettext_lazy("%(shown)s activity", "%(shown)s activities", "n"))
)
menu.register(
    MenuEntry(
        "my-day",
        _("My day"),
        url_name="activities:home",
        icon="sun",
        order=1,
        is_in_bottom_bar=True,
        count=due_count,
    )
)
menu.register(
    MenuEntry(
        "my-activities",
        _("My activities"),
        url_name="activities:mine",
        icon="checklist",
        parent="crm",
        order=20,
        count=due_count,
    )
)
menu.register(
    MenuEntry(
        "activity-types",
        _("Activity types"),
        url_name="activities:types",
        icon="checklist",
        parent="configuration",
        order=20,
        visible_to=policies.may_configure,
        description=_("What people do, such as calls and meetings, and what a new activity takes from it."),
    )
)
menu.register(
    MenuEntry(
        "activity-plans",
        _("Activity plans"),
        url_name="activities:plans",
        icon="list-details",
        parent="configuration",
        order=25,
        visible_to=policies.may_configure,
        description=_("Sequences of activities that are launched at once."),
    )
)
schedules.register("activities.greet", greet, every=timedelta(minutes=15))
register_quick_key(QuickKey("z", pgettext_lazy("page", "My day"), "activities:home"))
register_page_words("my-activities", "activitati sarcini taskuri todo de facut agenda activities tasks")
register_page_words("my-day", "ziua mea acasa azi home today dashboard")
register_page_words("activity-types", "tipuri de activitate apel intalnire activity types")
panels.register("header", "activities", Panel("activities/counter.html", counter, order=40))
panels.register("chatter.thread.top", "next-steps", Panel("activities/next_steps.html", next_steps_of, order=10))
panels.register("home.section", "unanswered", Panel("activities/home_unanswered.html", unanswered, order=30))
panels.register("home.section", "news", Panel("activities/home_news.html", news, order=60))
