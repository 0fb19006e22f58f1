"""How long an opportunity stood in each stage."""

from datetime import timedelta

from filon.core import clock
from filon.crm.models import Lead
from filon.history.services.reading import values_over_time


def time_in_stages(lead: Lead) -> dict[int, timedelta]:
    """The time spent in each stage by its id, from the history; the present one counts until now or the end.

    The history of a lead that came into being with its stage long ago begins at its creation.
    """
    spent: dict[int, timedelta] = {}
    since = lead.created_at
    for stage, until in [*values_over_time(lead, "stage_id"), (lead.stage_id, lead.closed_at or clock.now())]:
        spent[stage] = spent.get(stage, timedelta()) + max(until - since, timedelta())
        since = until
    return spent
