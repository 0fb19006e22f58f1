"""Django's database backends, with the moments that recording needs: before a commit, and after a rollback."""
