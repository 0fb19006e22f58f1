"""What the fields of a request and of a dataset may say."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestState(TextChoices):
    """How far a request is."""

    DRAFT = "draft", pgettext_lazy("request", "Draft")
    RUNNING = "running", pgettext_lazy("request", "Under way")
    DONE = "done", pgettext_lazy("request", "Done")
    ERROR = "error", pgettext_lazy("request", "Not possible")


class Purpose(TextChoices):
    """What a request is for."""

    ADD = "add", _("New leads")
    UPDATE = "update", _("Complete existing leads")


class RequestError(TextChoices):
    """Why a request brought nothing."""

    NO_DIRECTORY = "no_directory", _("The company directory is empty. Load a register first.")
    NO_RESULT = "no_result", _("No company fits. Widen the filters.")
    NOTHING_NEW = "nothing_new", _("The directory has nothing to add to these leads.")
    ALL_EXCLUDED = "all_excluded", _("Every company that fits is already known, or must not be approached.")
    FAILED = "failed", _("The request stopped on an error. Nothing was added; try again.")


class SearchType(TextChoices):
    """What is looked for."""

    COMPANIES = "companies", _("Companies")
    PEOPLE = "people", _("Companies and their contacts")


class PersonFilter(TextChoices):
    """By what the people of a company are chosen."""

    ROLE = "role", _("Role")
    SENIORITY = "seniority", _("Seniority")


class DatasetState(TextChoices):
    """How far the load of a dataset is."""

    LOADING = "loading", pgettext_lazy("dataset", "Loading")
    READY = "ready", pgettext_lazy("dataset", "Ready")
    REFUSED = "refused", pgettext_lazy("dataset", "Refused")
    FAILED = "failed", pgettext_lazy("dataset", "Failed")


class LegalBasis(TextChoices):
    """On which ground a lead's data are kept (GDPR, article 6)."""

    LEGITIMATE_INTEREST = "legitimate_interest", _("Legitimate interest")
    CONSENT = "consent", _("Consent")
    CONTRACT = "contract", _("Contract")
    OTHER = "other", pgettext_lazy("legal basis", "Another ground")
