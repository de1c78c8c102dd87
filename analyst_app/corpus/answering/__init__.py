"""Answers to a report that come back: replies as threads, remarks as notes, each person's in a layer of her own."""
