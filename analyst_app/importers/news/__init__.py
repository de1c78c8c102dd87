"""Readers of exports of news databases: several articles in one file."""
