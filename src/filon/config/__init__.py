"""Settings, root URLs, WSGI and the console script: the only room that knows all the others."""
