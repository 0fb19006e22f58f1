"""Our company and its settings, currencies, countries and their subdivisions, tags."""
