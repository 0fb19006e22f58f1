"""The console script `filon`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that was typed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filon.config.settings")
    if sys.argv[1:2] == ["manage"]:
        execute_from_command_line(["filon manage", *sys.argv[2:]])


if __name__ == "__main__":
    main()
