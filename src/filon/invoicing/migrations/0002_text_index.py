"""The text index over invoices."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from filon.search.operations import TextIndex


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("invoicing", "0001_initial")]
    operations: ClassVar[list[Operation]] = [TextIndex("invoicing_invoice")]
