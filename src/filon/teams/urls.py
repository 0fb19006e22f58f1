"""Addresses of this room."""

from django.urls import path

from filon.teams.views import listing, members, messages, teams

app_name = "teams"
urlpatterns = [
    path("teams/", listing.team_list, name="teams"),
    path("teams/new/", teams.team_new, name="team-new"),
    path("teams/alias/", teams.alias_state, name="alias-state"),
    path("teams/member/", members.member, name="member"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/messages/<int:route>/accept/", messages.accept, name="mail-accept"),
    path("teams/<int:pk>/archive/", teams.archive, name="team-archive"),
    path("teams/<int:pk>/restore/", teams.restore, name="team-restore"),
    path("teams/<int:pk>/delete/", teams.delete, name="team-delete"),
]
