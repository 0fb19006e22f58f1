"""The table of contents, its search, and a chapter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from filon.guide.contents import CHAPTERS, LANGUAGES, PARTS, chapter_about
from filon.guide.services import reading


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All chapters; those that answer `q`; or, with `page`, the chapter about that page of the product."""
    about = chapter_about(request.GET.get("page", ""))
    if about is not None:
        return redirect("guide:chapter", slug=about.slug)
    language, query = _language(), request.GET.get("q", "").strip()[:200]
    context = {"parts": _parts(language), "query": query, "hits": reading.search(query, language)}
    return render(request, "guide/index.html", context)


@require_GET
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """A chapter, with the way to the others."""
    if slug not in CHAPTERS:
        raise Http404
    language, slugs = _language(), list(CHAPTERS)
    place = slugs.index(slug)
    context = {
        "page": reading.page(slug, language),
        "parts": _parts(language),
        "before": reading.page(slugs[place - 1], language) if place else None,
        "after": reading.page(slugs[place + 1], language) if place + 1 < len(slugs) else None,
    }
    return render(request, "guide/chapter.html", context)


def _parts(language: str) -> list[tuple[object, list[reading.Page]]]:
    return [(part.name, [reading.page(chapter.slug, language) for chapter in part.chapters]) for part in PARTS]


def _language() -> str:
    language = (get_language() or "")[:2]
    return language if language in LANGUAGES else LANGUAGES[0]
