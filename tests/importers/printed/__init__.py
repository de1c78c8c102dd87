"""Tests of the reader of printed pages."""
