"""The rows of this room."""

from filon.organisation.models.country import Country, Subdivision
from filon.organisation.models.currency import Currency, CurrencyRate
from filon.organisation.models.numbering import NumberCounter, NumberSeries
from filon.organisation.models.organisation import Organisation
from filon.organisation.models.tag import Tag

__all__ = ["Country", "Currency", "CurrencyRate", "NumberCounter", "NumberSeries", "Organisation", "Subdivision", "Tag"]
