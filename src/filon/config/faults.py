"""What stops a command, as one sentence for the person who typed it."""

import errno
from pathlib import Path


class StartFault(Exception):
    """The command cannot do its work; the text is one sentence that says why and what to do."""


_DISK = {
    errno.ENOSPC: "The disk is full: free some space and start again",
    errno.EDQUOT: "Your disk quota is used up: free some space and start again",
    errno.EROFS: "The file system cannot be written to: set FILON_HOME to a folder that can",
    errno.EACCES: "Permission is denied: set FILON_HOME to a folder of your own",
    errno.EPERM: "Permission is denied: set FILON_HOME to a folder of your own",
}
_DATABASE = {
    "disk is full": "The disk is full: free some space and start again.",
    "No space left": "The disk of the database server is full: free some space there and start again.",
    "readonly database": "The database file cannot be written to: set FILON_HOME to a folder that can.",
    "unable to open database file": "The database file cannot be opened: set FILON_HOME to a folder that can be used.",
    "not a database": "The file filon.sqlite3 in the data folder is not a database: restore it from a backup.",
    "malformed": "The database file is damaged: restore it from a backup.",
    "disk I/O error": "The disk with the database cannot be read or written: check the disk.",
}


def of_file(error: OSError, path: Path | str = "") -> str:
    """A sentence for what the operating system refused."""
    text = _DISK.get(error.errno or 0, error.strerror or str(error))
    where = error.filename or path
    return f"{text} ({where})." if where else f"{text}."


def of_database(error: Exception) -> str:
    """A sentence for what the database refused."""
    said = str(error).strip()
    for part, sentence in _DATABASE.items():
        if part in said:
            return sentence
    return f"The database cannot be used: {said.splitlines()[0] if said else type(error).__name__}."
