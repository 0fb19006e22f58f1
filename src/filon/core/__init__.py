"""What every room stands on: records, the clock, money, normalising, hooks, events, registries, files and signing."""
