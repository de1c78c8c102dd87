"""A person's act on annotations, as a Change: tagging, linking, placing, moving about. No Qt.

A gesture imports the rules of language that it goes by in its function: together
they take as long as the window's panes, and no gesture comes before those. The
window reads them when it is at rest.
"""
