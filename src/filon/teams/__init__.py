"""Sales teams, their members, leaders and alias addresses."""
