"""Background work: tasks, retries, leases, dead letters and schedules."""
