"""What is true of many articles at once: facts, intake, index, search, numbers, the codebook's upkeep. No Qt."""
