"""The rows of this room."""

from filon.teams.models.target import Target
from filon.teams.models.team import Membership, Team

__all__ = ["Membership", "Target", "Team"]
