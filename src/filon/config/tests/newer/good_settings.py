"""The settings of a newer version whose migration works."""

from filon.config.settings import *  # noqa: F403

MIGRATION_MODULES = {"organisation": "filon.config.tests.newer.good"}
