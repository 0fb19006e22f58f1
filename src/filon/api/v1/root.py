"""Version 1, put together."""

from ninja import NinjaAPI, Swagger

from filon import __version__
from filon.api.authentication import BearerToken
from filon.api.problems import register_problems
from filon.api.v1 import (
    activities,
    change_sets,
    contacts,
    currencies,
    fulfilment,
    imports,
    invoices,
    lead_actions,
    mail,
    mailboxes,
    marketing,
    meetings,
    message_templates,
    mining,
    offering,
    payment_terms,
    pipeline,
    price_lists,
    products,
    quotation_templates,
    quotations,
    reports,
    tags,
    taxes,
    teams,
    units,
    users,
)

ROOMS = (
    activities,
    lead_actions,
    pipeline,
    marketing,
    contacts,
    teams,
    users,
    tags,
    change_sets,
    imports,
    mail,
    mailboxes,
    meetings,
    message_templates,
    mining,
    reports,
    products,
    units,
    taxes,
    price_lists,
    payment_terms,
    currencies,
    quotation_templates,
    quotations,
    fulfilment,
    offering,
    invoices,
)


def build() -> NinjaAPI:
    """The whole interface, with one way of refusing and one door."""
    api = NinjaAPI(
        title="Filon",
        version=__version__,
        description="Errors are application/problem+json. Relations are ids; `?expand=` writes them out.",
        urls_namespace="api-1",
        auth=BearerToken(),
        docs=Swagger({"persistAuthorization": False}),
        docs_url="/docs",
    )
    register_problems(api)
    for room in ROOMS:
        api.add_router("", room.routes())
    return api


api_1 = build()
