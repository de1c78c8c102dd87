"""The words for the one who speaks: names that cannot, roles, bodies, and the subjects of whole clauses."""
