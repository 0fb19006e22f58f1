"""The message catalogues: extract from Python, templates and JavaScript, check that they are complete, compile.

    python tools/messages.py extract [ROOM …]  writes Romanian catalogues anew (every room's), keeping translations
    python tools/messages.py check             fails on a missing, fuzzy or wrongly spelt translation
    python tools/messages.py compile           makes the binary catalogues

Needs Babel and Django only, no gettext programs. Catalogues are sorted and carry no line numbers.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parent.parent / "src" / "filon"
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "N_": None,
    "describe_many": (1, 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
TEMPLATE_SUFFIXES = {".html": "python", ".txt": "python", ".js": "javascript", ".py": "python"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\$\{(\w+)\}|\{(\w+)\}")
WRONG = {
    "ş, ţ with a cedilla": re.compile("[şţŞŢ]"),
    "straight quotation marks": re.compile(r'(?<![=\w])"[^"<>]+"'),
    "email without a hyphen": re.compile(r"\bemail\b", re.IGNORECASE),
}


def sources(room: Path) -> Iterator[tuple[str, bytes]]:
    """The texts of a room that may hold messages, each with the extraction method that reads it."""
    for path in sorted(room.rglob("*")):
        parts = path.relative_to(room).parts
        if path.suffix not in TEMPLATE_SUFFIXES or "tests" in parts or "migrations" in parts or "dist" in parts:
            continue
        content = path.read_bytes()
        if path.suffix in (".html", ".txt") and "templates" in parts:
            content = templatize(content.decode(), origin=str(path)).encode()
        elif path.suffix in (".html", ".txt"):
            continue
        yield TEMPLATE_SUFFIXES[path.suffix], content


def extracted(room: Path) -> Catalog:
    """The messages that a room's sources hold, without translations."""
    catalog = Catalog(locale="ro", project="Filon", charset="utf-8")
    for method, content in sources(room):
        for _line, message, _comments, context in extract(
            method, io.BytesIO(content), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message and message != ("",):
                catalog.add(message, context=context)
    return catalog


def catalogue_path(room: Path) -> Path:
    """Where a room's Romanian catalogue is kept."""
    return room / "locale" / "ro" / "LC_MESSAGES" / "django.po"


def stored(path: Path) -> Catalog:
    """The catalogue at `path`, or an empty one."""
    if not path.exists():
        return Catalog(locale="ro")
    with path.open("rb") as file:
        return read_po(file, locale="ro")


def rooms() -> list[Path]:
    """Every room of the house."""
    return sorted(path for path in ROOMS.iterdir() if (path / "__init__.py").exists())


def key(message: Message) -> tuple[object, str | None]:
    """What identifies a message in a catalogue."""
    return (tuple(message.id) if isinstance(message.id, list | tuple) else message.id, message.context)


def extract_all(names: list[str]) -> None:
    """Write the catalogues of the named rooms anew, or all: messages that are gone go, new ones come untranslated."""
    for room in rooms():
        if names and room.name not in names:
            continue
        fresh, old = extracted(room), {key(message): message for message in stored(catalogue_path(room))}
        known = [message for message in fresh if message.id]
        if not known:
            continue
        for message in known:
            before = old.get(key(message))
            if before is not None and before.string and before.pluralizable == message.pluralizable:
                message.string = before.string
        path = catalogue_path(room)
        path.parent.mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        write_po(buffer, fresh, width=100, no_location=True, omit_header=True, sort_output=True)
        header = (
            'msgid ""\nmsgstr ""\n"Language: ro\\n"\n"MIME-Version: 1.0\\n"\n'
            '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
            '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==0 || (n!=1 && n%100>=1 && n%100<=19) ? 1 : 2);\\n"\n\n'
        )
        path.write_text(header + buffer.getvalue().decode(), encoding="utf-8")


def faults_of(message: Message, where: str) -> Iterator[str]:
    """What is wrong with one translation, in words."""
    ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    if not all(strings) or (len(ids) == 2 and len(strings) != 3):
        yield f"{where}: no translation of {ids[0]!r}"
        return
    if message.fuzzy:
        yield f"{where}: fuzzy translation of {ids[0]!r}"
    wanted = {match.group() for text in ids for match in PLACEHOLDER.finditer(text)}
    for string in strings:
        for match in PLACEHOLDER.finditer(string):
            if match.group() not in wanted:
                yield f"{where}: {string!r} has an unknown placeholder {match.group()}"
        prose = PLACEHOLDER.sub("", string)
        for what, pattern in WRONG.items():
            if pattern.search(prose):
                yield f"{where}: {string!r} has {what}"


def check_all() -> list[str]:
    """Everything that is missing or wrong in the catalogues, in words."""
    faults: list[str] = []
    for room in rooms():
        translations = {key(message): message for message in stored(catalogue_path(room))}
        for message in extracted(room):
            if not message.id:
                continue
            translation = translations.get(key(message))
            if translation is None:
                faults.append(f"{room.name}: {message.id!r} is not in the catalogue (run `make messages`)")
            else:
                faults.extend(faults_of(translation, room.name))
    return [*faults, *disagreements()]


def disagreements() -> Iterator[str]:
    """Texts that two rooms translate differently: Django merges the catalogues, and one room would speak for both."""
    said: dict[object, tuple[str, object]] = {}
    for room in rooms():
        for message in stored(catalogue_path(room)):
            if message.id and message.string and any(message.string):
                first, words = said.setdefault(key(message), (room.name, message.string))
                if words != message.string:
                    yield f"{room.name}: {message.id!r} is translated otherwise than in {first} (give it a context)"


def compile_all() -> None:
    """Make the binary catalogue of every room."""
    for room in rooms():
        path = catalogue_path(room)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, stored(path))


def main() -> int:
    """Do what was asked; 1 when the catalogues are not in order."""
    settings.configure(USE_I18N=True)
    match sys.argv[1:]:
        case ["extract", *names]:
            extract_all(names)
            compile_all()
        case ["compile"]:
            compile_all()
        case ["check"]:
            faults = check_all()
            print(*faults, sep="\n", end="\n" if faults else "")
            return 1 if faults else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
