"""The legal forms that companies write after, or before, their names, and other words that tell nothing apart."""

import re

# One line per form: what it is compared as, then the ways it is written, in lower case and without dots.
_FORMS = """
srl: srl | srl-d | srld | societate cu raspundere limitata
sa: sa | societate pe actiuni
sca: sca | scs: scs | snc: snc | ra: ra | regie autonoma
pfa: pfa | persoana fizica autorizata
ii: ii | intreprindere individuala
if: if | intreprindere familiala
gmbh: gmbh | gesmbh | mbh
gmbh-kg: gmbh & co kg | gmbh und co kg | gmbh & co og | gmbh & cokg
ag: ag | ug: ug | kg: kg | ohg: ohg | ev: ev | eg: eg | se: se | kgaa: kgaa
ltd: ltd | limited | pvt ltd | private limited | pty ltd | co ltd | company limited
plc: plc | public limited company | llc: llc | llp: llp | lp: lp | dac: dac | designated activity company
inc: inc | incorporated | corp: corp | corporation
sarl: sarl | sas: sas | sasu: sasu | eurl: eurl | sci: sci
spa: spa | societa per azioni | sapa: sapa
sl: sl | slu | sociedad limitada | slp: slp | lda: lda | limitada
bv: bv | nv: nv | vof: vof | bvba: bvba | sprl: sprl | vzw: vzw | asbl: asbl
as: as | asa: asa | ab: ab | aps: aps | oy: oy | oyj: oyj | hf: hf | ehf: ehf
kft: kft | zrt: zrt | nyrt: nyrt | bt: bt
sp-zoo: sp z oo | sp zoo | spzoo | spolka z oo
sro: sro | spol s ro | doo: doo | dd: dd | ad: ad | ood: ood | eood: eood | ead: ead
ou: ou | uab: uab | sia: sia
"""
_ARTICLES = frozenset({"the", "sc", "societatea", "si", "und", "and", "et"})


def _read() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _FORMS.strip().splitlines():
        form = ""
        for part in line.split("|"):
            name, colon, first = part.rpartition(":")
            form = name.strip() if colon else form
            forms[(first if colon else part).strip()] = form
    return forms


FORMS = _read()
LONGEST = max(len(text.split()) for text in FORMS)
_LETTER_DOTS = re.compile(r"\b((?:[a-z]\.\s?)+[a-z])\b\.?")
_LETTER_SPACES = re.compile(r"(?<!\S)((?:[a-z] ){1,3}[a-z])$")


def without_dots(text: str) -> str:
    """`s.r.l.`, `g.m.b.h.`, `s r l` at the end and `a/s` as one word each; other dots become spaces."""
    text = text.replace("a/s", "as").replace("m.b.h", "mbh").replace("g.mbh", "gmbh")
    text = _LETTER_DOTS.sub(lambda found: re.sub(r"[.\s]", "", found[1]) + " ", text)
    text = text.replace("z o.o", "z oo").replace(".", " ")
    return _LETTER_SPACES.sub(lambda found: found[1].replace(" ", ""), " ".join(text.split()))


def parted(words: list[str]) -> tuple[list[str], str]:
    """The words without a legal form at the end or, failing that, at the start; and the form, "" if there is none."""
    for length in range(min(LONGEST, len(words) - 1), 0, -1):
        if form := FORMS.get(" ".join(words[-length:])):
            return words[:-length], form
    for length in range(min(LONGEST, len(words) - 1), 0, -1):
        if form := FORMS.get(" ".join(words[:length])):
            return words[length:], form
    return words, ""


def telling(words: list[str]) -> list[str]:
    """The words without those that people add or leave out: „SC”, „Societatea”, „și”."""
    kept = [word for word in words if word not in _ARTICLES]
    return kept or words
