"""What is new in a reply, in the languages and mail programs that people here use."""

import time

import pytest

from filon.mail.parsing.forwarding import original_sender
from filon.mail.parsing.replies import without_history
from filon.mail.parsing.signatures import split_signature

NEW = "Suntem de acord cu prețul.\n\nMulțumesc,\nIon"


@pytest.mark.parametrize(
    "history",
    [
        "În joi, 26 nov. 2026 la 10:15, Ana Pop <ana@filon.localhost> a scris:\n> Bună ziua",
        "joi, 26 nov. 2026, 10:15 Ana Pop <ana@filon.localhost> a scris:\n\n> Bună ziua",
        "Pe joi, 26 noiembrie 2026, Ana Pop a scris:\nBună ziua",
        "La 26.11.2026 10:15, Ana Pop a scris:\n> Bună ziua",
        "On Thu, Nov 26, 2026 at 10:15 AM Ana Pop\n<ana@filon.localhost> wrote:\n> Bună ziua",
        "Am 26.11.2026 um 10:15 schrieb Ana Pop:\n> Bună ziua",
        "Le 26/11/2026 à 10:15, Ana Pop a écrit :\n> Bună ziua",
        "De la: Ana Pop\nTrimis: joi, 26 noiembrie 2026 10:15\nCătre: Ion\nSubiect: Ofertă\n\nBună ziua",
        "*De la:* Ana Pop <ana@filon.localhost>\n*Data:* joi\n*Către:* Ion\n\nBună ziua",
        "From: Ana Pop\nSent: Thursday\nTo: Ion\nSubject: Offer\n\nHello",
        "________________________________\nDe la: Ana Pop\nTrimis: joi\nCătre: Ion\n\nBună ziua",
        "-----Original Message-----\nHello",
        "-----Mesaj original-----\nBună ziua",
        "> Bună ziua\n> A doua linie",
        "Am Do., 26. Nov. 2026 um 10:15 Uhr schrieb Ana Pop <ana@x.test>:\n\n> Hallo",
        "Von: Ana Pop\nGesendet: Donnerstag, 26. November 2026\nAn: Ion\nBetreff: Angebot\n\nHallo",
        "-----Ursprüngliche Nachricht-----\nHallo",
        "Le jeu. 26 nov. 2026 à 10:15, Ana Pop <ana@x.test> a écrit :\n> Bonjour",
        "De : Ana Pop\nEnvoyé : jeudi 26 novembre 2026\nÀ : Ion\nObjet : Offre\n\nBonjour",
        "Il giorno gio 26 nov 2026 alle ore 10:15 Ana Pop <ana@x.test> ha scritto:\n> Salve",
        "Da: Ana Pop\nInviato: giovedì\nA: Ion\nOggetto: Offerta\n\nSalve",
        "El jue, 26 nov 2026 a las 10:15, Ana Pop (<ana@x.test>) escribió:\n> Hola",
        "De: Ana Pop\nEnviado el: jueves\nPara: Ion\nAsunto: Oferta\n\nHola",
        "Em qui., 26 de nov. de 2026 às 10:15, Ana Pop <ana@x.test> escreveu:\n> Olá",
        "Ana Pop <ana@x.test> escreveu no dia quinta, 26/11/2026 à(s) 10:15:\n> Olá",
        "Op do 26 nov 2026 om 10:15 schreef Ana Pop <ana@x.test>:\n> Hallo",
        "Van: Ana Pop\nVerzonden: donderdag\nAan: Ion\nOnderwerp: Offerte\n\nHallo",
        "czw., 26 lis 2026 o 10:15 Ana Pop <ana@x.test> napisał(a):\n> Dzień dobry",
        "Od: Ana Pop\nWysłano: czwartek\nDo: Ion\nTemat: Oferta\n\nDzień dobry",
        "čt 26. 11. 2026 v 10:15 odesílatel Ana Pop <ana@x.test> napsal:\n> Dobrý den",
        "Od: Ana Pop\nOdesláno: čtvrtek\nKomu: Ion\nPředmět: Nabídka\n\nDobrý den",
        "Ana Pop <ana@x.test> ezt írta (időpont: 2026. nov. 26., Cs, 10:15):\n> Jó napot",
        "Feladó: Ana Pop\nElküldve: csütörtök\nCímzett: Ion\nTárgy: Ajánlat\n\nJó napot",
        "На чт, 26.11.2026 г. в 10:15 Ana Pop <ana@x.test> написа:\n> Здравейте",
        "От: Ana Pop\nИзпратено: четвъртък\nДо: Ion\nОтносно: Оферта\n\nЗдравейте",
        "чт, 26 нояб. 2026 г. в 10:15, Ana Pop <ana@x.test>:\n> Здравствуйте",
        "26.11.2026 10:15, Ana Pop пишет:\n> Здравствуйте",
        "чт, 26 лист. 2026 р. о 10:15 Ana Pop <ana@x.test> пише:\n> Добрий день",
        "Ana Pop <ana@x.test>, 26 Kas 2026 Per, 10:15 tarihinde şunu yazdı:\n> Merhaba",
        "Kimden: Ana Pop\nGönderildi: Perşembe\nKime: Ion\nKonu: Teklif\n\nMerhaba",
        "Στις Πέμ 26 Νοε 2026 στις 10:15 π.μ., ο χρήστης Ana Pop <ana@x.test> έγραψε:\n> Καλημέρα",
        "Den tors 26 nov. 2026 kl 10:15 skrev Ana Pop <ana@x.test>:\n> Hej",
    ],
)
def test_the_history_is_cut_off(history: str) -> None:
    assert without_history(f"{NEW}\n\n{history}") == NEW


@pytest.mark.parametrize(
    "text",
    [
        "Ana a scris: oferta e bună",
        "Mi-a spus că ai scris:\nprețul e 10 lei",
        "La întâlnire voi aduce:\n- oferta",
        "> prețul?\n10 lei\n> termenul?\nvineri",
        "De la: gară la hotel sunt 2 km",
        "În 2026 clientul mi-a scris:\nprețul e 10 lei",
        "Data: 26.11.2026\nLocul: București",
        "Ana\n\nLivrarea din 26.11.2026 e confirmată:\n- 2 panouri",
    ],
)
def test_what_only_looks_like_history_stays(text: str) -> None:
    assert without_history(text) == text


def test_a_forwarded_message_alone_is_kept_whole() -> None:
    text = "---------- Forwarded message ---------\nFrom: Ion\n\nBună ziua"
    assert without_history(text) == text


FORWARDED = """Vă rog preluați.

---------- Mesaj redirecționat ----------
De la: Elena Țăranu <elena@crama.test>
Date: joi, 26 nov. 2026, 10:15
Subject: Panouri
To: <ana@filon.localhost>

Bună ziua, dorim o ofertă."""


def test_what_was_passed_on_stays_and_names_who_wrote_it() -> None:
    assert without_history(FORWARDED) == FORWARDED
    assert str(original_sender("Fwd: Panouri", FORWARDED, ())) == "Elena Țăranu <elena@crama.test>"


@pytest.mark.parametrize(
    "text",
    [
        "De văzut.\n\nFrom: Elena Țăranu <elena@crama.test>\nSent: Thursday\nTo: Ana\nSubject: Panouri\n\nBună",
        "Début du message transféré :\n\nDe: Elena Țăranu <elena@crama.test>\nObjet: Panouri\n\nBonjour",
        "Von: Elena Țăranu [mailto:elena@crama.test]\nGesendet: Donnerstag\nAn: Ana\nBetreff: Panouri\n\nHallo",
        "On Thu, Nov 26, 2026 at 10:15, Elena Țăranu <elena@crama.test> wrote:\n> Hello",
    ],
)
def test_the_first_writer_is_found_under_a_subject_that_says_so(text: str) -> None:
    assert original_sender("FW: Panouri", text, ()).address == "elena@crama.test"
    assert without_history(text, is_passed_on=True) == text or ">" in text


def test_an_answer_was_not_passed_on() -> None:
    text = f"{NEW}\n\nFrom: Ana Pop <ana@x.test>\nSent: Thursday\nTo: Ion\nSubject: Offer\n\nHello"
    assert not original_sender("Re: Ofertă", text, ()).address


@pytest.mark.parametrize(
    ("kept", "signature"),
    [
        ("Bună ziua,\n\nE bine.", "-- \nIon Popescu\nCodrul SRL"),
        ("E bine.", "Trimis de pe iPhone-ul meu"),
        ("E bine.", "Sent from my Galaxy"),
        ("E bine.\n\nCu stimă,\nIon Popescu", "Director\nCodrul SRL\nTel. 0722 333 444\nwww.codrul.test"),
        ("Fine.\n\nBest regards,\nIon Popescu", "Manager\nCodrul SRL, +40 722 333 444\nion@codrul.test"),
    ],
)
def test_a_signature_is_told_apart(kept: str, signature: str) -> None:
    assert split_signature(f"{kept}\n{signature}") == (kept, signature)


@pytest.mark.parametrize(
    "text",
    [
        "Mulțumesc,\nIon",
        "Cu stimă,\nIon\n0722 333 444",
        "Mulțumesc\nAm văzut oferta, dar mai am o întrebare despre termenul de livrare\nși despre preț.",
        "-- \nIon",
        "Lista:\n-- unu\n-- doi",
    ],
)
def test_what_is_no_signature_stays(text: str) -> None:
    assert split_signature(text) == (text, "")


def test_a_hostile_text_costs_no_more_than_a_friendly_one() -> None:
    start = time.perf_counter()
    text = "On " + "a " * 100_000 + "\n" + "On \n" * 25_000 + "On 2026 10:15 <a@\n" * 5_000 + " ".join("-" * 300) * 9
    without_history(text)
    split_signature(text + "\nCu stimă,\nIon\n" + "1 " * 90 + "\nx\ny")
    original_sender("Fwd: x", text, ())
    assert time.perf_counter() - start < 2


def test_a_line_that_only_names_who_wrote_goes_with_the_quote_that_ends_the_message() -> None:
    assert without_history("Mulțumim.\n\nRadu a scris:\n> Bună ziua\n> Revenim mâine.\n") == "Mulțumim."
    between = "Radu a scris:\n> Bună ziua\nDe acord."
    assert without_history(between) == between
