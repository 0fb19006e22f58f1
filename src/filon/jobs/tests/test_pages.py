"""The page of jobs."""

import pytest
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.core import clock
from filon.jobs.choices import JobState
from filon.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(a_user(role="administrator", email="admin@example.com"))
    return client


def a_dead_job(**values) -> Job:
    values = {"error": "ValueError: no", "traceback": "Traceback: no", "attempts": 8, **values}
    return Job.objects.create(
        name="filon.jobs.tests.samples.fail", state=JobState.DEAD, finished_at=clock.now(), args=[42], **values
    )


def test_dead_letters_are_listed_with_their_error(administrator):
    a_dead_job()
    page = administrator.get(reverse("jobs:list")).content.decode()
    assert "ValueError: no" in page
    assert "8 încercări" in page
    assert "Traceback" not in page


def test_an_empty_list_says_that_all_is_well(administrator):
    assert "Nimic nu vă așteaptă" in administrator.get(reverse("jobs:list")).content.decode()


def test_other_states_can_be_looked_at(administrator):
    Job.objects.create(name="filon.jobs.tasks.forget_old_jobs")
    page = administrator.get(reverse("jobs:list"), {"state": "waiting"}).content.decode()
    assert "Uită procesele vechi" in page
    assert administrator.get(reverse("jobs:list"), {"state": "nonsense", "page": "x"}).status_code == 200


def test_the_list_costs_the_same_whatever_its_length(administrator, django_assert_max_num_queries):
    for _number in range(30):
        a_dead_job()
    with django_assert_max_num_queries(12):
        administrator.get(reverse("jobs:list"))


def test_a_job_shows_its_traceback(administrator):
    page = administrator.get(reverse("jobs:job", args=[a_dead_job().pk])).content.decode()
    assert "Traceback: no" in page
    assert "42" in page


def test_a_dead_letter_is_tried_again_or_discarded(administrator):
    again, gone = a_dead_job(), a_dead_job()
    administrator.post(reverse("jobs:act", args=[again.pk, "retry"]))
    administrator.post(reverse("jobs:act", args=[gone.pk, "discard"]))
    again.refresh_from_db()
    gone.refresh_from_db()
    assert (again.state, gone.state) == (JobState.WAITING, JobState.DISCARDED)


def test_all_dead_letters_are_tried_again_at_once(administrator):
    a_dead_job()
    a_dead_job()
    answer = administrator.post(reverse("jobs:retry-all"), follow=True)
    assert "2 procese" in answer.content.decode()
    assert not Job.objects.dead().exists()


@pytest.mark.parametrize("role", ["own", "all"])
def test_only_administrators_see_jobs(client, role):
    client.force_login(a_user(role=role))
    job = a_dead_job()
    assert client.get(reverse("jobs:list")).status_code == 403
    assert client.get(reverse("jobs:job", args=[job.pk])).status_code == 403
    client.post(reverse("jobs:act", args=[job.pk, "retry"]))
    assert client.post(reverse("jobs:retry-all")).status_code == 403
    job.refresh_from_db()
    assert job.state == JobState.DEAD
