"""The rows of this room."""

from filon.jobs.models.job import Job, JobQuerySet
from filon.jobs.models.tick import Tick

__all__ = ["Job", "JobQuerySet", "Tick"]
