"""A version that does not exist yet: settings and migrations that an upgrade is tried with."""
