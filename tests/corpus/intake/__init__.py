"""Tests of the intake of imported articles."""
