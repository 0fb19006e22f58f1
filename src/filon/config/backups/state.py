"""The tables as the applied migrations made them: an archive of an older version is read with that version's tables."""

from collections.abc import Iterable, Iterator

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils.functional import cached_property

from filon.config.faults import StartFault

LEFT_OUT = frozenset({"django_session"})
"""Whoever was signed in signs in again."""

Migration = tuple[str, str]
"""The app and the name of a migration."""


class State:
    """A set of applied migrations, and the models that belong to it."""

    def __init__(self, migrations: Iterable[Migration]) -> None:
        self.loader = MigrationLoader(None)
        self.migrations = sorted(set(migrations))
        if unknown := [key for key in self.migrations if key not in self.loader.disk_migrations]:
            raise StartFault(f"It was written by a newer version of Filon, which knows {'.'.join(unknown[0])}.")

    @classmethod
    def of(cls, using: str) -> "State":
        """What is applied to a database; migrations of apps that are not installed any more are passed over."""
        apps = {app for app, _name in MigrationLoader(None).disk_migrations}
        applied = MigrationRecorder(connections[using]).applied_migrations()
        return cls(key for key in applied if key[0] in apps)

    @cached_property
    def targets(self) -> list[Migration]:
        """The last migrations, which stand for all before them."""
        applied = set(self.migrations)
        graph = self.loader.graph
        return [
            key
            for key in self.migrations
            if not any(child.key in applied and child.key[0] == key[0] for child in graph.node_map[key].children)
        ]

    @cached_property
    def models(self) -> "dict[str, type[Model]]":
        """The models by the names of their tables, in the order of the names."""
        return dict(sorted(self._models()))

    def _models(self) -> "Iterator[tuple[str, type[Model]]]":
        found = self.loader.project_state(self.targets).apps.get_models(include_auto_created=True)
        for model in found:
            if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT:
                yield model._meta.db_table, model
