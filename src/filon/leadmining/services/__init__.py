"""What is done with the directory and with requests."""
