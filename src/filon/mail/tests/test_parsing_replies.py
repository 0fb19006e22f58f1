"""What is new in a reply, in the languages and mail programs that people here use."""

import time

import pytest

from filon.mail.parsing.replies import without_history

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
    ],
)
def test_what_only_looks_like_history_stays(text: str) -> None:
    assert without_history(text) == text


def test_a_forwarded_message_alone_is_kept_whole() -> None:
    text = "---------- Forwarded message ---------\nFrom: Ion\n\nBună ziua"
    assert without_history(text) == text


def test_a_hostile_text_costs_no_more_than_a_friendly_one() -> None:
    start = time.perf_counter()
    without_history("On " + "a " * 100_000 + "\n" + "On \n" * 50_000)
    assert time.perf_counter() - start < 2
