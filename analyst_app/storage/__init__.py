"""Layers on disk: the sidecar, written so that nothing is ever lost."""
