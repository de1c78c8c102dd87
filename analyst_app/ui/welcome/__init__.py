"""The first day: the page that the program starts with, three marks beside what the work is done with, the guide."""
