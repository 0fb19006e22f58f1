"""The list of sales teams."""

from filon.teams.lists import TEAMS
from filon.ui.lists.views import list_view

team_list = list_view(TEAMS)
