"""The component gallery, served in development only: every component in every state, on invented data."""

import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from filon.core import clock
from filon.core.exceptions import DomainError
from filon.ui.errors import PAGES, error
from filon.ui.fields import DateField, MoneyField, PhoneField
from filon.ui.gallery import samples
from filon.ui.htmx import close_dialog
from filon.ui.matches import Match, matches
from filon.ui.menu import MenuEntry, MenuItem
from filon.ui.toasts import toast
from filon.ui.widgets import Combobox, FileInput, StarsInput, Switch


@dataclass(frozen=True)
class Visitor:
    """Who looks at the gallery: nobody of the database."""

    name: str = "Ioana Mureșan"
    email: str = "ioana.muresan@nordlux.example"
    pk: int = 0


class SampleForm(forms.Form):
    """A field of every kind."""

    name = forms.CharField(label="Oportunitate")
    contact = forms.CharField(label="Organizație / Contact", required=False)
    email = forms.EmailField(label="E-mail", required=False)
    phone = PhoneField(label="Telefon", required=False)
    revenue = MoneyField(label="Venit estimat", required=False)
    closing = DateField(label="Închiderea estimată", required=False, help_text="Se poate scrie „vineri” sau „+3”.")
    stage = forms.ChoiceField(label="Etapă", choices=[("1", "Nou(ă)"), ("2", "Calificat"), ("3", "Propunere")])
    priority = forms.ChoiceField(
        label="Prioritate",
        widget=StarsInput,
        choices=[("0", "Scăzută"), ("1", "Medie"), ("2", "Ridicată"), ("3", "Foarte ridicată")],
        required=False,
    )
    reminder = forms.BooleanField(label="Amintește-mi", required=False)
    is_live = forms.BooleanField(
        label="Arată prognoza", required=False, widget=Switch, help_text="Se vede în rapoarte."
    )
    door = forms.ChoiceField(
        label="Acceptă e-mailuri de la",
        widget=forms.RadioSelect,
        choices=[("all", "Toată lumea"), ("known", "Parteneri autentificați")],
        required=False,
    )
    notes = forms.CharField(label="Note interne", widget=forms.Textarea, required=False)
    attachments = forms.FileField(label="Atașamente", widget=FileInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].widget = Combobox("/gallery/matches/", creates=True)


def _item(key: str, label: str, icon: str, *children: MenuItem, count: int = 0, current: bool = False) -> MenuItem:
    is_open = any(child.is_current or child.is_open for child in children)
    entry = MenuEntry(key, label, icon=icon)
    return MenuItem(entry, f"/gallery/#{key}", current, is_open, count, list(children))


def _menu() -> list[MenuItem]:
    configuration = _item(
        "configuration",
        "Configurare",
        "adjustments",
        _item("teams", "Echipe de vânzări", "users-group"),
        _item("tags", "Etichete", "tag", current=True),
    )
    return [
        _item("my-day", "Ziua mea", "sun", count=7),
        _item(
            "crm",
            "CRM",
            "layout-kanban",
            _item("pipeline", "Flux de vânzări", "target"),
            _item("customers", "Clienți", "users", count=3),
            configuration,
        ),
        _item("system", "Sistem", "settings"),
    ]


def _stages(at: int) -> list[dict[str, Any]]:
    names = ["Nou(ă)", "Calificat", "Propunere", "Câștigat"]
    notes = {at: "de 3 zile"} if at < 3 else {}
    return [
        {"value": n, "name": name, "note": notes.get(n, ""), "is_done": n < at, "is_current": n == at}
        for n, name in enumerate(names)
    ]


def _shell() -> dict[str, Any]:
    """The menu and the visitor, instead of those of the request."""
    menu = _menu()
    return {
        "shell_menu": menu,
        "bottom_bar": [menu[0], menu[1].children[0]],
        "new_menu": [_item("new", "Nou(ă)", "plus")],
        "account_menu": [
            _item("preferences", "Preferințe", "adjustments"),
            _item("sign-out", "Ieși din cont", "logout"),
        ],
        "user": Visitor(),
    }


def _conflict() -> dict[str, str]:
    return {
        "name": "revenue",
        "label": "Venit estimat",
        "mine": "452.000,00 lei",
        "theirs": "448.000,00 lei",
        "moment": "salvată la 14:02",
    }


def _actions() -> list[dict[str, Any]]:
    delete = {"label": "Șterge", "url": "/gallery/refusal/", "icon": "trash", "method": "post", "danger": True}
    return [
        {"label": "Mută în…", "url": "#", "icon": "arrows-move"},
        {**delete, "confirm": "Ștergeți oportunitatea?"},
    ]


def _calendar() -> dict[str, Any]:
    events = [
        {"title": "Ședință de echipă", "start": "2026-11-23T09:00:00"},
        {"title": "Iluminat LED pentru hala 2 · 42.500 lei", "start": "2026-11-26"},
        {"title": "Ziua Cătălinei", "start": "2026-11-26T17:00:00", "classNames": ["is-maybe"]},
        {"title": "Centrală fotovoltaică", "start": "2026-11-27", "classNames": ["is-won"]},
        {"title": "Târg de energie", "start": "2026-11-17", "end": "2026-11-20"},
    ]
    return {
        "calendar_now": "2026-11-24T10:00:00",
        "calendar_events": json.dumps(events),
        "calendar_periods": [("timeGridWeek", "Săptămână"), ("dayGridMonth", "Lună"), ("listMonth", "Agendă")],
    }


def _context() -> dict[str, Any]:
    now = clock.now()
    today = clock.today(timezone.get_current_timezone_name())
    wrong = {"email": "elena@", "closing": "31.11", "revenue": "mult", "stage": "1", "phone": "0722/333.444"}
    filled = {"name": "Iluminat LED pentru hala 2", "revenue": Decimal("42500"), "closing": today, "priority": "2"}
    return {
        **_shell(),
        **_calendar(),
        "samples": [{"sample": sample, "values": sample.context()} for sample in samples],
        "form": SampleForm(initial=filled, prefix="ok"),
        "wrong": SampleForm(wrong),
        "veins": [_stages(at) for at in range(4)],
        "numbers": range(1, 11),
        "people": ["Andrei Popescu", "Ioana Mureșan", "Ștefan Ionescu", "Raluca Țurcanu", "Elena Tudor", "Mihai Dobre"],
        "companies": ["Vinăria Crama Țării", "Mobila Codrul SRL", "Hidroserv Argeș SA"],
        "amounts": [Decimal("950"), Decimal("45300"), Decimal("104200.5"), Decimal("1234567.89"), Decimal("-1200")],
        "offsets": [today + timedelta(days=distance) for distance in (-40, -2, -1, 0, 1, 4, 40)],
        "moments": [now, now - timedelta(hours=2), now - timedelta(days=1), now - timedelta(days=90)],
        "conflicts": [_conflict()],
        "menu_items": _actions(),
        "error_statuses": sorted(PAGES),
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    return render(request, "ui/gallery.html", _context())


@login_not_required
def gallery_gate(request: HttpRequest) -> HttpResponse:
    """The page of those who have not signed in."""
    return render(request, "ui/gallery/gate.html")


@login_not_required
def gallery_error(request: HttpRequest, status: int) -> HttpResponse:
    """An error page."""
    if status not in PAGES:
        raise Http404
    return error(request, status, reference="F-7Q2K04" if status == 500 else "")


@login_not_required
def gallery_matches(request: HttpRequest) -> HttpResponse:
    """What the sample combobox finds."""
    typed = request.GET.get("q", "")
    found = [Match(1, "Ionescu Ștefan", "0744 555 010"), Match(2, "Tâmplăria Ionescu SRL", "Cluj-Napoca")]
    return matches([match for match in found if typed.lower() in match.label.lower()], create=f"Creează „{typed}”")


@login_not_required
def gallery_dialog(request: HttpRequest) -> HttpResponse:
    """What the sample dialog shows; posting closes it with a toast."""
    if request.method != "POST":
        return render(request, "ui/gallery/dialog_body.html")
    toast(request, "Mutată în Propunere.", undo_url="/gallery/undo/", undo_label="Anulează mutarea")
    return close_dialog()


@login_not_required
def gallery_undo(request: HttpRequest) -> HttpResponse:
    """What the sample undo does."""
    toast(request, "Mutarea a fost anulată.")
    return HttpResponse(status=204)


@login_not_required
def gallery_refusal(request: HttpRequest) -> HttpResponse:
    """A service that refuses."""
    raise DomainError("Oportunitatea are oferte trimise și nu poate fi ștearsă.")
