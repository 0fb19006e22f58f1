"""The rows of this room."""

from filon.jobs.models.job import Job, JobQuerySet
from filon.jobs.models.long_run import LongRun, LongRunQuerySet
from filon.jobs.models.tick import Tick

__all__ = ["Job", "JobQuerySet", "LongRun", "LongRunQuerySet", "Tick"]
