"""Writers: one module a format; each says what it cannot hold."""
