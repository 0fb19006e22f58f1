"""The product's settings for tests: an own data folder and database, a fast password hasher, plain static files."""

import os
import tempfile
from pathlib import Path

os.environ["FILON_HOME"] = tempfile.mkdtemp(prefix="filon-test-")
os.environ["FILON_LANGUAGE"] = "ro"
os.environ["DATABASE_URL"] = os.environ.get("FILON_TEST_DATABASE_URL", "")

from filon.config.settings import *  # noqa: F403
from filon.config.settings import DATABASES, STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# A file, as in production: databases in memory lock by table, and pytest-xdist could not name them.
if not os.environ["DATABASE_URL"]:
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['FILON_HOME']}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
if os.environ["DATABASE_URL"]:
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("FILON_TEST_NAME", "filon") + "_test"}
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
