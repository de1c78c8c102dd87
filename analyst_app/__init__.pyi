"""The names of the API as type checkers see them; ``__init__.py`` imports each when it is first used."""

from analyst_app.core.annotation import Link
from analyst_app.core.codebook import Codebook
from analyst_app.errors import AnalystError
from analyst_app.language.known_people import Person
from analyst_app.reading.data_frames import Frames, Tables
from analyst_app.reading.layer_writing import WrittenLayer, write_layer
from analyst_app.reading.measured_agreement import MeasuredAgreement, agreement
from analyst_app.reading.read_article import Article
from analyst_app.reading.read_corpus import Corpus
from analyst_app.reading.read_corpus import open_corpus as open
from analyst_app.reading.typed_records import Annotation, Layer
from analyst_app.review.decisions import Decision

__version__: str

__all__ = [
    "AnalystError",
    "Annotation",
    "Article",
    "Codebook",
    "Corpus",
    "Decision",
    "Frames",
    "Layer",
    "Link",
    "MeasuredAgreement",
    "Person",
    "Tables",
    "WrittenLayer",
    "__version__",
    "agreement",
    "open",
    "write_layer",
]
