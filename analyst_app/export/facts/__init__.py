"""The facts of an article's source, and all that is said of a reading as a whole, as datasets write them."""
