"""Measures of agreement between layers, each citing its paper."""
