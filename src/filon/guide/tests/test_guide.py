"""The guide: every chapter in both languages, nothing that leads nowhere, and the way to it from every page."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver

from filon.accounts.testing import a_user
from filon.guide.contents import CHAPTERS, LANGUAGES, PARTS, chapter_about
from filon.guide.services import reading

EVERY = [(slug, language) for slug in CHAPTERS for language in LANGUAGES]


@pytest.fixture
def client(db) -> Client:
    client = Client()
    client.force_login(a_user())
    return client


@pytest.mark.parametrize(("slug", "language"), EVERY)
def test_every_chapter_has_a_title_and_a_summary(slug, language):
    page = reading.page(slug, language)
    assert page.title
    assert page.summary


@pytest.mark.parametrize("slug", CHAPTERS)
def test_both_languages_say_the_same(slug):
    romanian, english = (reading.page(slug, language) for language in LANGUAGES)
    assert len(romanian.headings) == len(english.headings)
    assert romanian.html.count("<img") == english.html.count("<img")


@pytest.mark.parametrize(("slug", "language"), EVERY)
def test_every_link_and_picture_is_there(slug, language):
    source = (reading.PAGES / language / f"{slug}.md").read_text(encoding="utf-8")
    for image, target in re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", source):
        if image:
            assert finders.find(f"guide/pictures/{language}/{Path(target).name}"), target
        elif not target.startswith(("http", "#")):
            name, _, anchor = target.partition("#")
            assert name.removesuffix(".md") in CHAPTERS, target
            other = reading.page(name.removesuffix(".md"), language)
            assert not anchor or f'id="{anchor}"' in other.html, target


@pytest.mark.parametrize("slug", CHAPTERS)
def test_romanian_is_written_with_commas_below_and_its_own_quotes(slug):
    source = (reading.PAGES / "ro" / f"{slug}.md").read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```|`[^`]*`", "", source, flags=re.DOTALL)
    assert not re.findall(r"[şţŞŢ“\"]", prose)


def test_no_file_is_left_out_of_the_contents():
    for language in LANGUAGES:
        assert {path.stem for path in (reading.PAGES / language).glob("*.md")} == set(CHAPTERS)


def test_every_chapter_is_about_pages_that_exist():
    names = {
        f"{resolver.namespace}:{name}"
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "namespace", None)
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }
    for room in get_resolver().url_patterns:
        names |= {
            f"{space}:{name}"
            for space, (_prefix, inner) in getattr(room, "namespace_dict", {}).items()
            for name in inner.reverse_dict
            if isinstance(name, str)
        }
    for part in PARTS:
        for chapter in part.chapters:
            for beginning in chapter.about:
                assert any(name.startswith(beginning) for name in names), beginning


def test_a_page_leads_to_the_chapter_about_it(client):
    about = chapter_about("activities:home")
    assert about is not None
    answer = client.get("/help/", {"page": "activities:home"})
    assert answer["Location"] == f"/help/{about.slug}/"
    assert client.get("/help/", {"page": "nobody:knows"}).status_code == 200


def test_a_chapter_is_shown_in_the_reader_s_language(client):
    page = client.get("/help/first-hour/").content.decode()
    assert "<h1>Prima oră</h1>" in page
    assert "Flux" in page
    assert client.get("/help/no-such-chapter/").status_code == 404


def test_the_search_finds_sections_without_diacritics(client):
    page = client.get("/help/", {"q": "copie de siguranta"}).content.decode()
    assert "/help/backup-and-upgrade/" in page
    assert "Ghidul nu spune nimic" in client.get("/help/", {"q": "zzzz"}).content.decode()


def test_html_in_a_chapter_is_shown_and_not_obeyed():
    assert "<script" not in "".join(reading.page(slug, language).html for slug, language in EVERY)
