"""The demonstration: a believable Romanian company with a year behind it. Its people and customers do not exist."""
