"""Packets: an article with layers, its codebook and its facts in one file, to be sent by mail and answered."""
