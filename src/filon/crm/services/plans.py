"""Changing what a recurring plan means."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.crm import policies
from filon.crm.models import Lead, RecurringPlan
from filon.crm.services.deriving import derive_again
from filon.history.services.recording import describe

LONGEST_PLAN = 1200


@transaction.atomic
def change_plan(*, actor: User | None, plan: RecurringPlan, name: dict[str, str], months: int) -> RecurringPlan:
    """Rename a plan, or say for how many months it is; what its deals are worth a month follows."""
    policies.require_configure(actor)
    plan = RecurringPlan.objects.select_for_update().get(pk=plan.pk)
    describe(gettext_noop("Changed a recurring plan"))
    if not any(name.values()):
        raise DomainError(_("Type the name of the plan."), field="name_ro")
    if not 1 <= months <= LONGEST_PLAN:
        raise DomainError(_("Write a number of months from 1 to 1,200."), field="months")
    is_other = plan.months != months
    plan.name, plan.months = name, months
    plan.save()
    if is_other:
        derive_again(Lead.objects.filter(recurring_plan=plan).values_list("pk", flat=True))
    return plan
