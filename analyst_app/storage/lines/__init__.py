"""The lines of a sidecar: as typed records, and as they were written before."""
