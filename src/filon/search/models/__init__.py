"""What the search room stores."""

from filon.search.models.recent import RecentRecord

__all__ = ["RecentRecord"]
