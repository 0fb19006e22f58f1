"""What this room registers with the rooms below."""

from datetime import timedelta

from filon.jobs import schedules
from filon.jobs.tasks import forget_old_jobs

schedules.register("forget-old-jobs", forget_old_jobs, every=timedelta(hours=6))
