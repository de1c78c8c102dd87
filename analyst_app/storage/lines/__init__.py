"""The lines of a sidecar as typed records."""
