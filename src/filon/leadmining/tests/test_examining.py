"""What `filon doctor` says of the directory."""

import pytest

from filon.accounts.testing import a_user
from filon.core import clock
from filon.leadmining.choices import RequestState
from filon.leadmining.directory import store
from filon.leadmining.importers import Options, Source
from filon.leadmining.models import MiningRequest
from filon.leadmining.services.examining import examine
from filon.leadmining.services.loading import SILENT_FOR, register_dataset
from filon.leadmining.testing import a_dataset, a_request, a_table, company_row

pytestmark = pytest.mark.django_db


def findings():
    return [(finding.is_well, finding.sentence) for finding in examine()]


def test_an_empty_and_a_whole_directory_are_well(tmp_path):
    assert findings() == [(True, "Empty: `filon directory load` fills it.")]
    a_dataset(tmp_path, [company_row(1), company_row(2)])
    assert findings() == [(True, "2 companies in 1 datasets.")]


def test_a_file_that_is_gone_or_broken_is_named(tmp_path):
    gone, broken = (a_dataset(tmp_path, [company_row(1)], title=title) for title in ("Unu", "Doi"))
    store.remove(gone.file)
    (store.folder() / broken.file).write_bytes(b"no database")
    told = findings()
    assert [is_well for is_well, _sentence in told] == [False, False]
    assert {sentence.split(":")[0] for _well, sentence in told} == {"Unu", "Doi"}


def test_a_load_and_a_request_that_are_silent_for_long_are_named(tmp_path):
    register_dataset(
        actor=None, sources=[Source(a_table(tmp_path, []))], key="generic", title="Mort", options=Options()
    )
    MiningRequest.objects.filter(pk=a_request(a_user(role="own")).pk).update(state=RequestState.RUNNING)
    assert findings()[0][0]
    with clock.stopped_at(clock.now() + SILENT_FOR * 2):
        assert [is_well for is_well, _sentence in findings()] == [False, False]
