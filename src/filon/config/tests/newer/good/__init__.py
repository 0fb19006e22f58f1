"""The room's migrations, and one more."""

from filon.organisation import migrations

__path__ = [*__path__, *migrations.__path__]
