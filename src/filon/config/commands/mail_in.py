"""`filon mail-in`: one message from standard input, for a mail server's pipe."""

import os
import sys
import traceback
from argparse import Namespace

from filon.config import starting
from filon.mail.services.receiving import stored, take


def run(arguments: Namespace) -> int:
    """Put the message on the ledger. Exit code 0 means that it is there, 75 that the mail server should keep it."""
    starting.require_right_tables()
    raw = sys.stdin.buffer.read()
    if not raw.strip():
        print("filon: there is no message on standard input.", file=sys.stderr)
        return os.EX_DATAERR
    try:
        take(arrival=stored(raw, transport="pipe", recipients=arguments.to))
    except Exception:
        # Any other code tells the mail server to send the message back to its sender for good.
        traceback.print_exc()
        return os.EX_TEMPFAIL
    return os.EX_OK
