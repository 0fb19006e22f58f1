"""What a task raises to say more than "it failed"."""


class GiveUp(Exception):
    """Trying again cannot help: the job becomes a dead letter at once. The text is a sentence for administrators."""


class LeaseLost(Exception):
    """Another worker has taken the job over, so this run must leave nothing behind."""
