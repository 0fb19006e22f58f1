"""The addresses of this room."""

from django.urls import path

from filon.crm.choices import LeadType
from filon.crm.lists.configuration import CAMPAIGNS, LOST_REASONS, MEDIA, PLANS, SOURCES, STAGES
from filon.crm.lists.leads import LEADS
from filon.crm.lists.unqualified import UNQUALIFIED
from filon.crm.views import (
    board,
    closing,
    converting,
    fields,
    grouped,
    lead,
    merging,
    moving,
    plans,
    quick,
    stages,
    teams,
)
from filon.ui.configuration import configuration_view
from filon.ui.lists import list_view

app_name = "crm"

urlpatterns = [
    path("crm/", list_view(LEADS), name="board"),
    path("crm/board/changes/", board.changes, name="board-changes"),
    path("crm/board/activities/", board.activity_bars, name="board-bars"),
    path("crm/board/by/<str:value>/more/", grouped.more, name="board-more-of"),
    path("crm/board/<int:pk>/more/", board.more, name="board-more"),
    path("crm/board/<int:pk>/quick/", quick.quick, name="lead-quick"),
    path("crm/teams/", teams.teams, name="teams"),
    path("crm/leads/", list_view(UNQUALIFIED), name="leads"),
    path("crm/leads/new/", lead.new, {"lead_type": LeadType.LEAD}, name="unqualified-new"),
    path("crm/marketing/", lead.marketing, name="marketing"),
    path("crm/merge/", merging.lead_merge, name="lead-merge"),
    path("crm/new/", lead.new, name="lead-new"),
    path("crm/<int:pk>/", lead.lead, name="lead"),
    path("crm/<int:pk>/place/", grouped.place, name="lead-place"),
    path("crm/<int:pk>/move/", moving.move, name="lead-move"),
    path("crm/<int:pk>/convert/", converting.convert, name="lead-convert"),
    path("crm/<int:pk>/similar/", converting.similar, name="lead-similar"),
    path("crm/<int:pk>/effect/<slug:name>/", converting.contact_effect, name="lead-effect"),
    path("crm/<int:pk>/win/", closing.win, name="lead-win"),
    path("crm/<int:pk>/lose/", closing.lose, name="lead-lose"),
    path("crm/<int:pk>/restore/", closing.restore, name="lead-restore"),
    path("crm/<int:pk>/archive/", closing.archive, name="lead-archive"),
    path("crm/<int:pk>/delete/", closing.delete, name="lead-delete"),
    path("crm/<int:pk>/priority/", fields.priority, name="lead-priority"),
    path("crm/<int:pk>/salesperson/", fields.salesperson, name="lead-salesperson"),
    path("crm/<int:pk>/tags/", fields.add_tag, name="lead-tag"),
    path("crm/<int:pk>/tags/<int:tag>/remove/", fields.remove_tag, name="lead-untag"),
    path("crm/stages/", configuration_view(STAGES), name="stages"),
    path("crm/stages/<int:pk>/", stages.stage, name="stage"),
    path("crm/lost-reasons/", configuration_view(LOST_REASONS), name="lost-reasons"),
    path("crm/campaigns/", configuration_view(CAMPAIGNS), name="campaigns"),
    path("crm/media/", configuration_view(MEDIA), name="media"),
    path("crm/sources/", configuration_view(SOURCES), name="sources"),
    path("crm/plans/", configuration_view(PLANS), name="plans"),
    path("crm/plans/<int:pk>/", plans.plan, name="plan"),
]
