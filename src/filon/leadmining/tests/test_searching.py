"""Words, people and several datasets: what is counted is what is picked."""

import csv
from dataclasses import replace

import pytest

from filon.leadmining.directory import searching
from filon.leadmining.directory.searching import Query, count, pick
from filon.leadmining.importers import Options, Source
from filon.leadmining.services.loading import register_dataset, run_load
from filon.leadmining.testing import a_dataset, company_row

pytestmark = pytest.mark.django_db


def picked(dataset, query):
    return sorted(hit.company.name for hit in pick([(dataset.pk, dataset.file)], query, seed=3))


def named(*names, **values):
    return [company_row(number, name=name, **values) for number, name in enumerate(names)]


@pytest.mark.parametrize("most", [searching.MANY, 0])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("constr", ["Construct Alfa SRL", "Construcții Beta SRL"]),
        ("CONSTRUCȚII beta", ["Construcții Beta SRL"]),
        ("napoca alfa", ["Construct Alfa SRL"]),
        ("it", ["IT Gama SRL"]),
        ("_website", []),
        ('a_b "x" AND * ² ( NEAR', []),
        ("…", ["Construct Alfa SRL", "Construcții Beta SRL", "IT Gama SRL", "Italia Delta SRL"]),
    ],
)
def test_words_are_found_as_they_begin_and_short_ones_whole(tmp_path, monkeypatch, text, found, most):
    """With few results they come from the index of words, with many from the rows in their order by chance."""
    rows = named("Construct Alfa SRL", "Construcții Beta SRL", "IT Gama SRL", "Italia Delta SRL")
    dataset = a_dataset(tmp_path, rows)
    query = Query(countries=("RO",), industries=("software-it",), text=text)
    assert count([dataset.file], query).total == len(found)
    monkeypatch.setattr(searching, "MANY", most)
    assert picked(dataset, query) == found


def test_words_obey_the_other_filters(tmp_path):
    dataset = a_dataset(
        tmp_path,
        [
            *named("Alfa Unu SRL", "Alfa Doi SRL", state="RO-B", website=""),
            company_row(7, name="Alfa Trei SRL", email="a@alfa.example", employees_min="20", employees_max="30"),
            company_row(8, name="Alfa Patru SRL", active="0"),
            company_row(9, name="Alfa Cinci SRL", industry="retail"),
        ],
    )
    base = {"countries": ("RO",), "industries": ("software-it",), "text": "alfa"}
    for more, found in (
        ({}, ["Alfa Doi SRL", "Alfa Trei SRL", "Alfa Unu SRL"]),
        ({"states": ("RO-B",)}, ["Alfa Doi SRL", "Alfa Unu SRL"]),
        ({"has_website": True}, ["Alfa Trei SRL"]),
        ({"has_email": True, "size_min": 10, "size_max": 25}, ["Alfa Trei SRL"]),
        ({"has_phone": True}, []),
        ({"active_only": False}, ["Alfa Doi SRL", "Alfa Patru SRL", "Alfa Trei SRL", "Alfa Unu SRL"]),
    ):
        query = Query(**{**base, **more})
        assert picked(dataset, query) == found, more
        assert count([dataset.file], query).total == len(found), more


SIZES = [*range(8, 33), 100, 250, 999, 1000, 1001, 25_000]
SPANS = [("11", "50"), ("1000", ""), ("51", "200")]


@pytest.mark.parametrize("most", [500, 2])
@pytest.mark.parametrize("unknown", [False, True])
def test_sizes_are_counted_by_the_index_of_words_as_by_the_rows(tmp_path, monkeypatch, unknown, most):
    """Whole tens, hundreds and thousands have marks of their own; spans count when they overlap what is asked."""
    sizes = [("", ""), *((str(size), str(size)) for size in SIZES), *SPANS]
    rows = [
        company_row(n, name=f"Alfa {n}", employees_min=low, employees_max=high) for n, (low, high) in enumerate(sizes)
    ]
    dataset = a_dataset(tmp_path, rows)
    monkeypatch.setattr(searching, "_MOST_PLACES", most)
    for low, high in ((10, 29), (9, 31), (12, 12), (0, 10**7), (13, None), (None, 100), (2000, 3000), (26_000, None)):
        query = Query(countries=("RO",), size_min=low, size_max=high, with_unknown_size=unknown)
        expected = count([dataset.file], query).total
        assert count([dataset.file], replace(query, text="alfa")).total == expected, (low, high)


def test_words_and_a_legal_form_are_counted_by_the_index_of_words(tmp_path):
    rows = [company_row(n, name="Alfa SRL", legal_form=form) for n, form in enumerate(("SRL", "S.R.L.", "Sàrl", ""))]
    dataset = a_dataset(tmp_path, rows)
    for forms, found in ((("srl",), 1), (("S.R.L.", "SRL"), 2), (("SàRL",), 1), (("SA",), 0)):
        query = Query(countries=("RO",), text="alfa", legal_forms=forms)
        assert count([dataset.file], query).total == found, forms
        assert count([dataset.file], replace(query, text="")).total == found, forms


def test_a_sample_is_drawn_from_all_datasets_together(tmp_path):
    one = a_dataset(tmp_path, [company_row(n) for n in range(100)], title="Unu")
    two = a_dataset(tmp_path, [company_row(n) for n in range(100, 200)], title="Doi")
    files = [(one.pk, one.file), (two.pk, two.file)]
    hits = list(pick(files, Query(countries=("RO",)), seed=5))
    assert len({hit.company.source_key for hit in hits}) == 200
    first = {hit.dataset_id for hit in hits[:20]}
    assert first == {one.pk, two.pk}


def test_people_are_asked_for_by_role_or_seniority(tmp_path):
    files = {
        "od_firme.csv": "DENUMIRE^CUI^COD_INMATRICULARE^DATA_INMATRICULARE^EUID^FORMA_JURIDICA^ADR_TARA^ADR_JUDET"
        "^ADR_LOCALITATE^ADR_DEN_STRADA^ADR_NR_STRADA^ADR_BLOC^ADR_SCARA^ADR_ETAJ^ADR_APARTAMENT^ADR_COD_POSTAL"
        "^ADR_SECTOR^ADR_COMPLETARE^WEB^TARA_FIRMA_MAMA\n"
        + "".join(f"Firma {n} SRL^^J{n}/1/2020^^^SRL^România^Cluj^Cluj^^^^^^^^^^^\n" for n in range(3)),
        "od_reprezentanti_legali.csv": "COD_INMATRICULARE^PERSOANA_IMPUTERNICITA^CALITATE\n"
        "J0/1/2020^ANA POP^administrator\nJ1/1/2020^ION RUS^director vânzări\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    sources = [Source(tmp_path / name) for name in files]
    dataset = register_dataset(actor=None, sources=sources, key="onrc", options=Options(with_people=True))
    run_load(dataset, print)
    for asked, found in (
        ({}, ["Firma 0 SRL", "Firma 1 SRL"]),
        ({"role": "ceo"}, ["Firma 0 SRL"]),
        ({"role": "ceo", "other_roles": ("sales",)}, ["Firma 0 SRL", "Firma 1 SRL"]),
        ({"seniority": "director"}, ["Firma 1 SRL"]),
        ({"role": "public_relations"}, []),
    ):
        query = Query(with_people=True, **asked)
        assert picked(dataset, query) == found, asked
        assert count([dataset.file], query).total == len(found), asked


def test_statements_without_their_firms_are_refused_with_a_sentence(tmp_path):
    path = tmp_path / "web_bl_bs_sl_an2024.txt"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([[99000018, 6210, *([0] * 20)]])
    dataset = register_dataset(actor=None, sources=[Source(path)], key="onrc", options=Options())
    run_load(dataset, print)
    assert (dataset.state, "OD_FIRME" in dataset.error) == ("failed", True)
