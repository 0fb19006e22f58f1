"""How leads, stages and reasons are listed, and the board."""
