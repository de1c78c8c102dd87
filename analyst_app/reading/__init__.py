"""The reading of a corpus for those who program: ``import analyst_app as aa`` gives its names.

No Qt is imported here. What the commands ask of a whole corpus, and this API
asks, too, has its one home here.
"""
