"""Giving out the numbers of documents, each once and without gaps."""

from datetime import date

from django.db import transaction

from filon.organisation.models import NumberCounter, NumberSeries


@transaction.atomic
def next_number(series: str, day: date) -> str:
    """The next number of `series` in the year of `day`.

    The counter's row is locked until the caller's transaction ends, and a transaction that fails gives its number
    back: so there are no gaps, and nobody else gets the same one.
    """
    row = NumberSeries.objects.get(key=series)
    NumberCounter.objects.bulk_create([NumberCounter(series=row, year=day.year)], ignore_conflicts=True)
    counter = NumberCounter.objects.select_for_update().get(series=row, year=day.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return row.pattern.format(prefix=row.prefix, year=day.year, number=counter.last)
