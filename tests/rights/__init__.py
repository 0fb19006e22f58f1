"""Who may do what, tried at every address as every role."""
