"""The needs of starting and running: checks of the machine, one instance, the log, garbage collection."""
