"""What can be done with users, sign-in and tokens."""
