"""Large messages: read within bounds of time and memory."""

import os
import subprocess
import sys

READ = """
import base64, resource
from filon.mail.parsing import parse
MEBI = 1024 * 1024
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
file = base64.encodebytes(bytes(22 * MEBI))
raw = b"From: a@b.ro\\nContent-Type: multipart/mixed; boundary=b\\n\\n--b\\n\\nBuna\\n--b\\n"
raw += b"Content-Type: application/pdf; name=x.pdf\\nContent-Transfer-Encoding: base64\\n\\n" + file + b"\\n--b--\\n"
del file
before = peak()
parsed = parse(raw)
print(len(raw) // MEBI, len(parsed.attachments[0].content) // MEBI, round(peak() - before))
"""


def test_a_message_of_30_megabytes_takes_less_than_150_megabytes_more() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": os.pathsep.join(sys.path)}
    code = f"import django; django.setup()\n{READ}"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    size, content, more = map(int, done.stdout.split())
    assert (size, content) == (29, 22)
    assert more < 150
