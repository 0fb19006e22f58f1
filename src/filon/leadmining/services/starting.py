"""The starter directory: companies from open data that a package registry serves, so that the first day has some."""

import base64
import hashlib
import tempfile
import urllib.request
from pathlib import Path

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError

NAME = "name-suggestion-index-8.0.20260918.tgz"
ADDRESS = f"https://registry.npmjs.org/name-suggestion-index/-/{NAME}"
SHA512 = "g09kxye3aswAETIa//gA56MjonmjcyXCzdIwlDhpBVAwLKXOUJA1QZL5eE4ZRstTFFx9I2o9eARONUXVC72SAw=="
_LARGEST = 100 * 1024 * 1024


def fetch_starter(folder: Path | None = None) -> Path:
    """Download the package and check that it is the one we know; DomainError without a network or with another."""
    place = Path(folder or tempfile.mkdtemp(prefix="filon-starter-")) / NAME
    try:
        with urllib.request.urlopen(ADDRESS, timeout=60) as answer:
            content = answer.read(_LARGEST)
    except OSError as error:
        sentence = _("The starter directory could not be fetched. Download %(address)s yourself and load the file.")
        raise DomainError(sentence % {"address": ADDRESS}) from error
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != SHA512:
        raise DomainError(_("What the registry sent is not the package that was expected; nothing was loaded."))
    place.write_bytes(content)
    return place
