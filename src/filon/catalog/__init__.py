"""Products and services, units, taxes with dated rates, price lists and payment terms."""
