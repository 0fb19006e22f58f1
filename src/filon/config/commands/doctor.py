"""`filon doctor`: what is well and what is not, one line each."""

from argparse import Namespace

from django.utils import translation

from filon.core import diagnostics


def run(_arguments: Namespace) -> int:
    """Print the findings; 1 when there is a fault."""
    code = 0
    with translation.override("en"):  # the command line speaks one language
        for finding in diagnostics.examine():
            print(f"{'ok   ' if finding.is_well else 'FAULT'} {finding.subject}: {finding.sentence}", flush=True)
            code = code if finding.is_well else 1
    return code
