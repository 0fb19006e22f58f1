"""What an administrator types about the company, currencies and tags."""
