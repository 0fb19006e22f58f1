"""Every test has a home of its own, for the directory's files."""

import pytest


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.FILON_HOME = tmp_path / "home"
    return settings.FILON_HOME
