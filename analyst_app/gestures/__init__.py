"""A person's act on annotations, as a Change: tagging, linking, placing, moving about. No Qt."""
