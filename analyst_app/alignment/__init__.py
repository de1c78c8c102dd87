"""Which annotations of two layers answer each other."""
