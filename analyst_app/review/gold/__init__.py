"""The records of a gold layer with the look-ups that a review needs, and a draft of them."""
