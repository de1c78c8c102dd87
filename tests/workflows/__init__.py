"""Workflows: the real ``main()``, driven by keys and clicks."""
