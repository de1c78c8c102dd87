"""The parts of a web page: what its reader sees, its facts, its captions; the reader itself is in ``documents``."""
