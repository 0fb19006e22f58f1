"""Every page as every role in both languages: it answers without a fault and speaks one language.

Two of the ten ways run each time; the others, which meet the same pages, in `make soak`.
"""

from urllib.parse import urlsplit

import pytest

from filon.accounts.models import User
from tests.rights import table
from tests.rights.world import ROLES, World, undone
from tests.texts import Reader, foreign

pytestmark = pytest.mark.django_db

EACH_TIME = {("own", "ro"), ("admin", "en")}
DATA = {"Vânzări", "Nume", "Da"}
"""What people wrote: a team's name, the heading of an imported column, a message."""

WAYS = [
    pytest.param(role, language, marks=() if (role, language) in EACH_TIME else pytest.mark.slow)
    for role in ROLES[1:]
    for language in ("ro", "en")
]


@pytest.mark.parametrize(("role", "language"), WAYS)
def test_every_page_speaks_the_language_of_who_reads_it(world: World, role: str, language: str):
    wrong, read = [], 0
    with undone():
        User.objects.update(language=language)
        for line in _pages(role):
            address = "/" + line.path.lstrip("/").format_map(world.ids)
            with undone():
                answer = world.client(role).get(address)
            if answer.status_code >= 500:
                wrong.append(f"{address}: {answer.status_code}")
            if answer.status_code >= 300 or not answer["Content-Type"].startswith("text/html"):
                continue
            read += 1
            page = Reader()
            page.feed(answer.content.decode())
            if page.language not in ("", language):
                wrong.append(f"{address}: {page.language}")
            wrong.extend(f"{address}: {text}" for text in sorted(set(page.texts) & foreign(language) - DATA))
    assert read > 40
    assert not wrong, "\n".join(wrong)


def _pages(role: str) -> list[table.Line]:
    """The pages that the table lets the role see, but for those that speak a customer's language."""
    return [
        line
        for name in table.files()
        for line in table.lines(name)
        if line.method == "GET"
        and not line.path.startswith(table.API)
        and line.words[ROLES.index(role)] == "ok"
        and line.words[0] == "in"
        and not urlsplit(line.path).path.endswith((".xlsx", ".csv", "/as-customer/"))
    ]
