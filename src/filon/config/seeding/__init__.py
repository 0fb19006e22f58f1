"""A house full of made-up data, as large as wished, for measuring: skewed as real data are, and loaded in bulk."""
