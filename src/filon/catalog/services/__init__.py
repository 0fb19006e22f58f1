"""What can be done with the catalogue, and the arithmetic of documents."""
