"""The sockets that we listen on, bound before anything else so that a port in use is noticed at once."""

import errno
import os
import socket

from filon.config import environment as env
from filon.config.faults import StartFault


def listen() -> socket.socket:
    """Bind FILON_HOST and FILON_PORT. A port of 0 is replaced by the one that the system chose."""
    host, port = env.text("FILON_HOST", "127.0.0.1"), env.port("FILON_PORT", 8000)
    listener = bound(host, port, "FILON_PORT")
    os.environ["FILON_PORT"] = str(listener.getsockname()[1])
    return listener


def bound(host: str, port: int, setting: str) -> socket.socket:
    """A socket bound to `host` and `port` and listening; `setting` is what to change when that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except socket.gaierror as error:
        raise StartFault(f"FILON_HOST names {host}, which is not an address of this machine.") from error
    except OSError as error:
        listener.close()
        raise StartFault(_refused(error, host, port, setting)) from error
    return listener


def _refused(error: OSError, host: str, port: int, setting: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is already in use: stop what listens there, or set {setting} to another port."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by this user: set {setting} to a port above 1023."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"FILON_HOST names {host}, which is not an address of this machine."
    return f"Port {port} cannot be used: {error.strerror}."
