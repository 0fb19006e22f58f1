"""What this room changes in the ways of the database layer."""

from django.db.models import ForeignObject

from filon.core.lookups import ExactInRange

ForeignObject.register_lookup(ExactInRange)
