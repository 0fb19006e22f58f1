"""Contacts and leads that may be one, at size: the look-up while typing, the scan of all, and a large merge.

    python tools/bench/duplicates.py --contacts 1000000 --engine both

Seeds a house with so many contacts into `.bench/`. Figures: milliseconds of the look-up through the whole application,
minutes and megabytes of the scan (its own memory, and with the file that SQLite maps), seconds of merging 50 leads
with 5,000 messages and of its undo. Each work runs in a process of its own.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from run import NoPostgres, house

WORKS = ("typing", "scan", "merge")
LEADS, MESSAGES = 50, 100


def typing() -> None:
    """Ask for what is similar to a company and to a person that are being typed, 200 times each."""
    from django.test import Client  # noqa: PLC0415 - Django is set up first

    from filon.accounts.models import User  # noqa: PLC0415
    from filon.config import static_files  # noqa: PLC0415
    from filon.contacts.models import Contact  # noqa: PLC0415

    static_files.collect()
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.filter(role="administrator").order_by("pk")[0])
    for kind in ("company", "person"):
        rows = Contact.objects.filter(is_company=kind == "company")
        first, last = rows.order_by("pk").first(), rows.order_by("-pk").first()
        assert first is not None
        assert last is not None
        clock, worked = list[float](), list[float]()
        for number in range(220):
            place = first.pk + (last.pk - first.pk) * number // 220
            typed = rows.filter(pk__gte=place).order_by("pk")[0]
            asked = {"kind": kind, "name": typed.name, "email": typed.email, "phone": typed.phone, "vat": typed.vat}
            began, used = time.perf_counter(), time.thread_time()
            answer = client.get(f"/contacts/similar/?{urlencode(asked)}", headers={"HX-Request": "true"})
            clock.append((time.perf_counter() - began) * 1000)
            worked.append((time.thread_time() - used) * 1000)
            assert answer.status_code == 200
        print(
            f"similar while typing, {kind}: median {statistics.median(clock[20:]):.1f} ms, "
            f"p95 {sorted(clock[20:])[189]:.1f} ms, processor {statistics.median(worked[20:]):.1f} ms",
            flush=True,
        )


def scan() -> None:
    """Look through all contacts, and watch the memory meanwhile."""
    from filon.contacts.services.scanning import scan as run_scan  # noqa: PLC0415

    own, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            lines = Path("/proc/self/status").read_text().splitlines()
            own[0] = max(own[0], *(int(line.split()[1]) for line in lines if line.startswith("RssAnon")))

    watcher = threading.Thread(target=watch)
    watcher.start()
    began, used = time.perf_counter(), time.process_time()
    try:
        run = run_scan("contact")
    finally:
        over.set()
        watcher.join()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"scan: {time.perf_counter() - began:.0f} s, processor {time.process_time() - used:.0f} s, {run.found:,} new "
        f"pairs; {own[0] / 1024:.0f} MB of its own, {most:.0f} MB with what is mapped of files",
        flush=True,
    )


def merge() -> None:
    """Merge many leads with many messages in one change-set, and undo it."""
    from filon.accounts.models import User  # noqa: PLC0415
    from filon.chatter.models import Message  # noqa: PLC0415
    from filon.chatter.services.posting import post_note  # noqa: PLC0415
    from filon.crm.services.creating import create_leads  # noqa: PLC0415
    from filon.crm.services.merging import merge_leads  # noqa: PLC0415
    from filon.history.choices import Kind  # noqa: PLC0415
    from filon.history.services import recording  # noqa: PLC0415
    from filon.history.services.undoing import undo  # noqa: PLC0415

    boss = User.objects.filter(role="administrator").order_by("pk")[0]
    with recording.write(boss, Kind.COMMAND):
        leads = create_leads(actor=boss, items=[{"name": f"Iluminat {number}"} for number in range(LEADS)])
        note = post_note(actor=boss, record_id=leads[0].pk, body="Au sunat")
        same = {field.attname: getattr(note, field.attname) for field in Message._meta.concrete_fields}
        del same["id"]
        notes = [Message(**{**same, "record_id": lead.pk}) for lead in leads for _number in range(MESSAGES)]
        Message.objects.bulk_create(notes)
    began, used = time.perf_counter(), time.process_time()
    with recording.write(boss, Kind.WEB) as opened:
        merge_leads(actor=boss, leads=[lead.pk for lead in leads])
    print(
        f"merge of {LEADS} leads with {len(notes):,} messages: {time.perf_counter() - began:.2f} s, "
        f"processor {time.process_time() - used:.2f} s",
        flush=True,
    )
    began, used = time.perf_counter(), time.process_time()
    result = undo(opened.id, boss)
    print(
        f"its undo: {time.perf_counter() - began:.2f} s, processor {time.process_time() - used:.2f} s, "
        f"{len(result.skips)} things left as they are",
        flush=True,
    )


def main() -> int:
    """Measure what was asked for, or in a process of its own one work."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--contacts", type=int, default=1_000_000, help="how many contacts (1,000,000)")
    arguments.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    arguments.add_argument("--only", choices=WORKS, help="one work instead of all")
    arguments.add_argument("--inside", choices=WORKS, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.inside:
        import django  # noqa: PLC0415

        django.setup()
        {"typing": typing, "scan": scan, "merge": merge}[chosen.inside]()
        return 0
    wanted = ("--opportunities", "20000", "--contacts", str(chosen.contacts))
    for engine in ("sqlite", "postgresql") if chosen.engine == "both" else (chosen.engine,):
        try:
            with house(f"contacts-{engine}-{chosen.contacts}", engine, *wanted) as environment:
                print(f"{engine}, {chosen.contacts:,} contacts", flush=True)
                for work in (chosen.only,) if chosen.only else WORKS:
                    subprocess.run([sys.executable, __file__, "--inside", work], env=environment, check=True)
        except NoPostgres as fault:
            print(f"*** NOT MEASURED ON POSTGRESQL. {fault} ***")
    return 0


if __name__ == "__main__":
    sys.exit(main())
