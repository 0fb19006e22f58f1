"""The commands of the console script, one module each with `run(arguments)`."""
