"""Romania's tax authority: the public register of VAT payers, asked about one firm at a time.

Version 9 of the service: a POST of fiscal codes and a day, at most one request a second. It answers 404 with its usual
body when it knows none of the codes. Off unless `FILON_ANAF=1`: what is asked leaves this machine.
"""

import json
import threading
import time
import urllib.error
import urllib.request
from typing import Any

from django.utils.translation import gettext as _

from filon.contacts.services import tax_numbers
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.leadmining import industries
from filon.leadmining.choices import DatasetState
from filon.leadmining.directory.company import Company, Hit
from filon.leadmining.directory.normalising import county_code
from filon.leadmining.importers.base import number
from filon.leadmining.models import Dataset
from filon.leadmining.providers.base import Question

ADDRESS = "https://webservicesp.anaf.ro/api/PlatitorTvaRest/v9/tva"
TITLE = "ANAF, registrul persoanelor impozabile înregistrate în scopuri de TVA"
_LARGEST = 1_000_000
_PAUSE = 1.0


class Anaf:
    """Asks ANAF about a fiscal code; names and domains it does not know."""

    key = "anaf"
    _lock = threading.Lock()
    _asked_at = 0.0

    def __init__(self, address: str = ADDRESS, patience: float = 10.0, pause: float = _PAUSE) -> None:
        self.address, self.patience, self.pause = address, patience, pause

    def look_up(self, question: Question) -> list[Hit]:
        """The firm of this code. DomainError: a wrong check digit, no answer in time, too many questions, a fault."""
        bare = "".join(filter(str.isdecimal, question.vat))
        if not bare or not question.vat.upper().removeprefix("RO").strip().isdecimal():
            return []
        if wrong := tax_numbers.fault(bare, "RO"):
            raise DomainError(wrong)
        found = self._ask(int(bare)).get("found")
        return [Hit(0, company_of(row)) for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    def source(self, _hit: Hit) -> Dataset:
        """The register itself, a dataset without a file."""
        known = Dataset.objects.filter(importer=self.key).first()
        return known or Dataset(
            importer=self.key,
            title=TITLE,
            attribution="ANAF",
            licence="Legea 227/2015, art. 316: registru public",
            source_url="https://www.anaf.ro/anaf/internet/ANAF/servicii_online/servicii_web_anaf",
            state=DatasetState.READY,
        )

    def _ask(self, code: int) -> dict[str, Any]:
        body = json.dumps([{"cui": code, "data": clock.now().date().isoformat()}]).encode()
        headers = {"Content-Type": "application/json", "User-Agent": "Mozilla/5.0 (Filon)", "Connection": "close"}
        request = urllib.request.Request(self.address, body, headers)  # noqa: S310 - our own address
        self._wait_for_turn()
        try:
            with urllib.request.urlopen(request, timeout=self.patience) as answer:  # noqa: S310
                return _read(answer.read(_LARGEST))
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return _read(error.read(_LARGEST))
            raise DomainError(_refusal(error.code)) from error
        except TimeoutError as error:
            raise DomainError(_("ANAF did not answer in time. Try again in a few minutes.")) from error
        except OSError as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise DomainError(_("ANAF did not answer in time. Try again in a few minutes.")) from error
            raise DomainError(_("ANAF cannot be reached from here. Is there a network?")) from error

    def _wait_for_turn(self) -> None:
        """One question a second, as the service asks."""
        with Anaf._lock:
            rest = Anaf._asked_at + self.pause - time.monotonic()
            if rest > 0:
                time.sleep(rest)
            Anaf._asked_at = time.monotonic()


def _refusal(status: int) -> str:
    if status in (403, 429):
        return _("ANAF takes no more questions for now. Try again in a minute.")
    return _("ANAF answered with a fault (%(status)s). Try again later.") % {"status": status}


def _read(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise DomainError(_("ANAF answered something that cannot be read. Try again later.")) from error
    return answer if isinstance(answer, dict) else {}


def company_of(row: dict[str, Any]) -> Company:
    """A firm of the answer, told in our words."""
    general, seat = _part(row, "date_generale"), _part(row, "adresa_sediu_social")
    fiscal, code = str(general.get("cui", "")), _text(general, "cod_CAEN")
    pays_vat = bool(_part(row, "inregistrare_scop_Tva").get("scpTVA"))
    is_inactive = bool(_part(row, "stare_inactiv").get("statusInactivi"))
    street = ", ".join(
        part for part in (_text(seat, "sdenumire_Strada"), _numbered(_text(seat, "snumar_Strada"))) if part
    )
    state = _text(seat, "scod_JudetAuto")
    return Company(
        source_key=fiscal,
        name=_text(general, "denumire"),
        country="RO",
        state=f"RO-{state}" if state else county_code(_text(seat, "sdenumire_Judet")),
        city=_text(seat, "sdenumire_Localitate").removeprefix("Mun. ").removeprefix("Orș. "),
        street=street or _text(general, "adresa"),
        postcode=_text(general, "codPostal") or _text(seat, "scod_Postal"),
        legal_id=_text(general, "nrRegCom"),
        vat=f"RO{fiscal}" if pays_vat else fiscal,
        nace=code if number(code) else "",
        nace_rev=3 if number(code) else 0,
        industry=industries.of_nace(code, 3),
        phone=_text(general, "telefon"),
        is_active=not is_inactive,
        status_text=_text(general, "stare_inregistrare"),
    )


def _part(row: dict[str, Any], name: str) -> dict[str, Any]:
    part = row.get(name)
    return part if isinstance(part, dict) else {}


def _text(part: dict[str, Any], name: str) -> str:
    return str(part.get(name) or "").strip()


def _numbered(text: str) -> str:
    return f"nr. {text}" if text[:1].isdecimal() else text
