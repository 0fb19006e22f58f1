"""What this room tells the others."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from filon.crm.services import totalling


def drop_before_migrating(sender: AppConfig, plan: list[Any] | None = None, **_: Any) -> None:
    """A migration may remake the table of leads, which loses or forbids its triggers."""
    if sender.label == "crm" and plan:
        totalling.drop_triggers()


def install_after_migrating(sender: AppConfig, plan: list[Any] | None = None, **_: Any) -> None:
    """Triggers that are as this version wants them, and totals that add up."""
    if sender.label == "crm":
        totalling.ensure(anew=bool(plan))


pre_migrate.connect(drop_before_migrating, dispatch_uid="crm-drop-total-triggers")
post_migrate.connect(install_after_migrating, dispatch_uid="crm-install-total-triggers")
