"""The meaning of annotation: text, spans, records, edits. No Qt, no files."""
