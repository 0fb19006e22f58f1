"""The company directory on this machine."""

from collections.abc import Iterator

from filon.leadmining.directory import searching
from filon.leadmining.directory.company import Hit
from filon.leadmining.directory.searching import Count, Query
from filon.leadmining.models import Dataset
from filon.leadmining.providers.base import Question


def datasets() -> list[Dataset]:
    """The datasets that are looked into, the one known longest first; while one is loaded anew, as it was."""
    return list(Dataset.objects.filter(is_active=True).exclude(file="").order_by("pk"))


class LocalDirectory:
    """Everything that was loaded and is in use."""

    key = "directory"

    def look_up(self, question: Question) -> list[Hit]:
        """By fiscal code, domain or name; those of several datasets one after the other."""
        return [
            hit
            for dataset in datasets()
            for hit in searching.look_up(
                dataset.pk, dataset.file, vat=question.vat, domain=question.domain, company_name=question.name
            )
        ]

    def source(self, hit: Hit) -> Dataset:
        """The dataset that a company stands in."""
        return Dataset.objects.get(pk=hit.dataset_id)

    def count(self, query: Query, *, with_steps: bool = False) -> Count:
        """How many companies of all datasets fit."""
        return searching.count([dataset.file for dataset in datasets()], query, with_steps=with_steps)

    def pick(self, query: Query, seed: int) -> Iterator[Hit]:
        """The companies of all datasets, mixed by chance."""
        return searching.pick([(dataset.pk, dataset.file) for dataset in datasets()], query, seed=seed)
