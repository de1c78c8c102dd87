"""The work of an export on a Dask cluster: one of this machine's own, or one that a scheduler leads."""
