"""Version 1 of the REST interface: after it is published, only additions."""
