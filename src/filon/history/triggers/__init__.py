"""The SQL of the triggers, generated for each recorded table and each engine, and put in place."""
