"""Selling at size: a long quotation, its document, and many invoices.

    python tools/bench/selling.py --engine sqlite
    python tools/bench/selling.py --engine postgresql --invoices 500000

In an empty house of its own: opens a quotation of 200 lines and changes one of them through the whole application,
sets documents of 25 and 500 lines, and opens the list of invoices with few and with many of them. Figures are medians
in milliseconds, beside the budget.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from run import POSTGRESQL, ROOT, cluster, environment_of, filon

sys.path.insert(0, str(ROOT / "src"))

FEW = 5_000
LISTS = (
    ("list of invoices", "/invoices/"),
    ("list of invoices, overdue", "/invoices/?filter=state:overdue"),
    ("list of invoices, to be paid", "/invoices/?filter=state:unpaid"),
    ("list of invoices, page by total", "/invoices/?filter=&order=total"),
)


def timed(act: Callable[[], object], runs: int = 15) -> tuple[float, float]:
    """The medians of `runs` by the clock and of our processor time, in milliseconds, after two that do not count."""
    taken = []
    for _run in range(runs + 2):
        began, worked = time.perf_counter(), time.process_time()
        act()
        taken.append(((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000))
    clock, processor = (statistics.median(each) for each in zip(*taken[2:], strict=True))
    return clock, processor


def tell(name: str, taken: tuple[float, float], budget: float | None = None) -> None:
    """One line of the table."""
    verdict = "" if budget is None else f"  of {budget:,.0f}  {'ok' if taken[0] <= budget else 'TOO SLOW'}"
    print(f"{name:<45} {taken[0]:8.1f} ms, processor {taken[1]:8.1f} ms{verdict}", flush=True)


@contextmanager
def house(engine: str) -> Iterator[None]:
    """An empty house with our tables, which is thrown away, and Django in it."""
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= environment_of(Path(home))
        if engine == "postgresql":
            os.environ["DATABASE_URL"] = stack.enter_context(cluster(settings=POSTGRESQL))
        filon(dict(os.environ), "migrate")
        _set_up()
        yield


def _set_up() -> None:
    import django  # noqa: PLC0415 - the environment comes first

    django.setup()
    from filon.config import static_files  # noqa: PLC0415

    static_files.collect()


def long_quotation(lines: int) -> Any:
    """A quotation of many lines, in a house with one administrator."""
    from filon.accounts.testing import an_administrator  # noqa: PLC0415
    from filon.catalog.testing import a_product  # noqa: PLC0415
    from filon.sales.models import QuotationLine  # noqa: PLC0415
    from filon.sales.services.computing import recompute  # noqa: PLC0415
    from filon.sales.services.lines import add_line  # noqa: PLC0415
    from filon.sales.testing import a_quotation  # noqa: PLC0415

    quotation = a_quotation(actor=an_administrator())
    first = add_line(actor=None, quotation=quotation, product=a_product(), quantity=Decimal(3))
    names = [field.attname for field in QuotationLine._meta.concrete_fields if field.attname not in ("id", "sequence")]
    copied = {name: getattr(first, name) for name in names}
    QuotationLine.objects.bulk_create(QuotationLine(**copied, sequence=number) for number in range(2, lines + 1))
    recompute(quotation)
    return quotation


def quotations(client: Any, quotation: Any) -> None:
    """Opening it, changing a line, and its document."""
    from filon.sales.services.printing import document  # noqa: PLC0415
    from filon.sales.services.snapshot import content_of  # noqa: PLC0415

    page, line = f"/quotations/{quotation.pk}/", quotation.lines.all()[100]
    typed = {"product": line.product_id, "product_text": line.name, "unit": line.unit_id, "tax": line.tax_id,
             "unit_price": "780", "discount": "0"}  # fmt: skip
    quantities = iter(range(1, 1000))

    def change() -> None:
        said = {**typed, "quantity": str(next(quantities))}
        answer = client.post(f"{page}lines/{line.pk}/", said, headers={"HX-Request": "true"})
        assert answer.status_code == 200, answer.status_code

    tell("quotation of 200 lines", timed(lambda: client.get(page)), 120)
    tell("a line of it is changed", timed(change), 60)
    content = content_of(quotation)
    for lines, budget in ((25, 200), (500, 2000)):
        rows = {**content, "lines": [content["lines"][0]] * lines}
        tell(f"document of {lines} lines", timed(lambda rows=rows: document(rows, kind="quotation"), 5), budget)


def more_invoices(user: Any, customer: Any, many: int) -> None:
    """As many invoices as asked, beside those that are there, over ten years; every twentieth is not paid."""
    from django.db import transaction  # noqa: PLC0415

    from filon.config.seeding.bulk import Columns, analyse, bare, insert, next_id, reset_sequence  # noqa: PLC0415
    from filon.core.models import Record  # noqa: PLC0415
    from filon.invoicing.models import Invoice  # noqa: PLC0415

    first = next_id("core_record")
    columns, records = Columns(Invoice), Columns(Record)
    record = records.filler("id", "kind")
    fixed = ("kind", "state", "customer_id", "currency_id", "salesperson_id")
    varied = ("record_id", "number", "issued_on", "due_on", "total", "residual", "total_base", "search_text")
    fill = columns.filler(*fixed, *varied, "created_at")
    same = ("invoice", "posted", customer.pk, "RON", user.pk)
    days = [date(2026, 11, 24) - timedelta(days=number) for number in range(3650)]

    def row(number: int) -> list[Any]:
        day, total = days[number % len(days)].isoformat(), str(100 + number % 9000)
        text = f" f-{number} crama dealul sur srl"
        residual, made = total if number % 20 == 0 else "0", f"{day} 08:00:00+00:00"
        return fill(*same, first + number, f"F-{first + number}", day, day, total, residual, total, text, made)

    tables = ("core_record", "invoicing_invoice")
    with transaction.atomic(), bare(tables):
        insert(records, (record(first + number, "invoice") for number in range(many)))
        insert(columns, (row(number) for number in range(many)))
    reset_sequence("core_record")
    analyse(tables)


def lists(client: Any, many: int) -> None:
    """The list in several shapes; nothing follows from the first opening, which warms."""
    for name, url in LISTS:
        assert client.get(url).status_code == 200
        tell(f"{name}, {many:,}", timed(lambda url=url: client.get(url)))


def measure(invoices: int) -> None:
    """Quotations, then lists of few and of many invoices."""
    from django.test import Client  # noqa: PLC0415

    from filon.accounts.models import User  # noqa: PLC0415

    quotation = long_quotation(200)
    user = User.objects.get(role="administrator")
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    quotations(client, quotation)
    more_invoices(user, quotation.customer, FEW)
    lists(client, FEW)
    more_invoices(user, quotation.customer, invoices - FEW)
    lists(client, invoices)


def main() -> int:
    """Measure one engine."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    arguments.add_argument("--invoices", type=int, default=500_000)
    chosen = arguments.parse_args()
    with house(chosen.engine):
        measure(chosen.invoices)
    return 0


if __name__ == "__main__":
    sys.exit(main())
