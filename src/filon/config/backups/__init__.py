"""Backups: one readable archive of all that an installation owns, its way back, and what is built on the two.

archive.py     the zip: manifest, a file of JSON lines for each table, the kept files, the secret key
state.py       the tables as the applied migrations made them, whatever version of the code reads them
rows.py        a row as a line of JSON, the same line on either engine, and back
snapshot.py    the database as it was at one moment, read beside whoever writes
writing.py     database and files → archive
restoring.py   archive → an empty database and its files, verified by reading it again
upgrading.py   preflight, archive, migrate, verify; whatever fails is rolled back
"""
