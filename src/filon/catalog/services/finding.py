"""Finding products by what is typed."""

from typing import cast

from filon.accounts.models import User
from filon.catalog.models import Product
from filon.catalog.models.product import ProductQuerySet
from filon.core.normalising import folded
from filon.search.services.querying import matching

LIMIT = 8


def options(*, user: User, query: str) -> list[Product]:
    """What a field offers while somebody types: reference or beginning of the name first, then whatever fits."""
    found = cast("ProductQuerySet", matching(Product.objects.visible_to(user).active(), query))
    wanted = folded(query)

    def place(product: Product) -> tuple[bool, str]:
        begins = folded(str(product)).startswith(wanted) or folded(product.reference).startswith(wanted)
        return (not begins, product.sort_key)

    return sorted(found.order_by("sort_key")[: LIMIT * 4], key=place)[:LIMIT]
