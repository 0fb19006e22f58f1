"""The rows of this room. The companies themselves live in the directory's own files."""

from filon.leadmining.models.dataset import Dataset
from filon.leadmining.models.origin import Origin
from filon.leadmining.models.request import MiningRequest, MiningRequestQuerySet
from filon.leadmining.models.retention import Retention

__all__ = ["Dataset", "MiningRequest", "MiningRequestQuerySet", "Origin", "Retention"]
