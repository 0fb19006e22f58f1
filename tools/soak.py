"""What takes too long for every run: fuzzing 100,000 messages, killing the process, a million rows.

python tools/soak.py            the slow tests on both engines, then the benchmark at 1,000,000
python tools/soak.py tests      only the slow tests
"""

import sys

from postgres import NoPostgres, cluster
from suite import PYTEST, run


def slow_tests() -> int:
    """The tests marked slow, on SQLite and on PostgreSQL."""
    command = [*PYTEST, "-m", "slow"]
    code = run(command)
    try:
        with cluster() as url:
            return code or run(command, FILON_TEST_DATABASE_URL=url, FILON_JOURNEY_POSTGRESQL_URL=url)
    except NoPostgres as error:
        print(error)
        return code


def million_rows() -> int:
    """The benchmark at a million opportunities."""
    return run([sys.executable, "tools/bench/run.py", "--size", "1000000", "--engine", "both"])


def main() -> int:
    """Run what was asked, or all."""
    return slow_tests() or (0 if sys.argv[1:] == ["tests"] else million_rows())


if __name__ == "__main__":
    sys.exit(main())
