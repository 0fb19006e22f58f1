"""What this room changes in the ways of the database layer."""

from django.db.models import Field, ForeignObject

from filon.core.lookups import ExactInRange, InReadOnce

ForeignObject.register_lookup(ExactInRange)
ForeignObject.register_lookup(InReadOnce)
Field.register_lookup(InReadOnce)
