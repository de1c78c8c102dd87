"""What is needed to start and to keep running: checks of the machine, one instance, the log, garbage collection."""
