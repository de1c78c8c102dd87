"""A folder of articles: the list, the index, search, numbers, facts, intake, the codebook's upkeep. No Qt."""
