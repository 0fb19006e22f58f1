"""What the installation as a whole registers: the doctor's first checks."""

from filon.config import examining
from filon.core import diagnostics

diagnostics.register("data folder", examining.home)
diagnostics.register("database", examining.database)
diagnostics.register("ports", examining.ports)
diagnostics.register("clock", examining.clocks)
