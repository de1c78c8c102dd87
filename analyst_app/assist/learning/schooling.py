"""The whole course: read what is finished in a corpus, learn from it, keep the model, find what to read next.

It takes seconds to minutes and would hold the interpreter's lock, so it runs
in a process of its own: all that goes in and comes out can be pickled.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analyst_app.assist.learning import model_file
from analyst_app.assist.learning.finished import Finished, finished
from analyst_app.assist.learning.learnt import Assistant
from analyst_app.assist.learning.lessons import digest_of
from analyst_app.assist.learning.material import read
from analyst_app.assist.learning.model import LEAST_ARTICLES, Model, learnt
from analyst_app.assist.suggestions import suggestions
from analyst_app.core.codebook import Codebook, Part
from analyst_app.corpus.articles import codebook_for
from analyst_app.corpus.sealing import Seal
from analyst_app.errors import MissingExtra
from analyst_app.language.languages import language_of
from analyst_app.session.article_text import noted_language
from analyst_app.session.session import Session
from analyst_app.storage.file_names import ARTICLE_SUFFIX

_MOST_READ = 60
"""Articles that nobody has begun and that are looked at for the one to read next: more would take long."""

_NICE = 10
"""By so much the process that learns gives way to others."""


@dataclass(frozen=True, slots=True)
class Course:
    """The order to a process that learns."""

    folder: Path
    """The corpus."""
    cache: Path
    """The app's cache folder."""
    annotator: str
    """Id of one's own layer: what is sealed from her is not learnt from."""
    parts: Mapping[str, Part | None]
    """The part that each tag of the codebook plays."""
    rule: str = "quotation"
    """The edge rule of the codebook's quotes."""
    reviewed: tuple[Path, ...] = ()
    """Articles whose review is open now."""
    is_anew: bool = False
    """True if it is to be learnt again though the layers are the same."""


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a process that learns."""

    articles: int
    """Finished articles that could be learnt from."""
    missing: int = 0
    """Finished articles that are wanting."""
    in_review: int = 0
    """Articles that were left out because they are being reviewed."""
    is_blind: bool = False
    """True if the corpus is read blind: then nothing is learnt or proposed in it."""
    lacks: str = ""
    """The sentence with the install line, if the library that learns is not there."""
    model: Model | None = None
    next: Path | None = None
    """The article to read next: the one that teaches most."""
    problems: tuple[str, ...] = ()
    """A sentence about each file that could not be read or written."""


def parts_of(codebook: Codebook) -> dict[str, Part | None]:
    """The part that each tag of a codebook plays, by its id."""
    return {tag.id: next((part for part in _PARTS if tag in codebook.tags_for(part)), None) for tag in codebook.tags}


_PARTS: tuple[Part, ...] = ("claim", "quotation", "actor", "cue", "skip")


def course_for(
    folder: Path,
    annotator: str,
    *,
    state: Path,
    cache: Path,
    reviewed: tuple[Path, ...] = (),
    is_anew: bool = False,
) -> Course:
    """The course of a corpus, with the tags of its codebook. Blocking, short.

    Args:
        folder: the corpus.
        annotator: id of one's own layer.
        state: the local state folder.
        cache: the app's cache folder.
        reviewed: articles whose review is open now.
        is_anew: True if it is to be learnt again though the layers are the same.
    """
    codebook = codebook_for(folder / f"article{ARTICLE_SUFFIX}", folder, state).codebook
    quote = codebook.first_for("quotation")
    rule = quote.edge_rule if quote is not None else "quotation"
    return Course(folder, cache, annotator, parts_of(codebook), rule, reviewed, is_anew)


def schooled(course: Course) -> Report:
    """Learn from a corpus. Blocking, many seconds.

    Args:
        course: what is asked.

    Raises:
        OSError: the folder, or that for temporary files, cannot be used.
        LeadsOutside: somebody else has put a link in place of the file that was just written.
        LanguageInvalid: a language's file of words is damaged.
    """
    seal = Seal(course.annotator, [course.folder])
    if seal.is_read_blind(course.folder):
        return Report(0, is_blind=True)
    found = finished(course.folder, seal, reviewed=course.reviewed)
    if found.articles < LEAST_ARTICLES:
        return _report(found, missing=LEAST_ARTICLES - found.articles)
    path = model_file.model_path(course.cache, course.folder)
    try:
        model = _kept(course, path, found) or learnt(found.lessons, course.parts, course.rule)
        following = next_article(found.unread, model, course)
    except MissingExtra as error:
        return _report(found, lacks=str(error))
    try:
        model_file.keep(path, model, course.cache)
    except OSError as error:
        found.problems.append(str(error))
    return _report(found, model=model, following=following)


def _kept(course: Course, path: Path, found: Finished) -> Model | None:
    """The model of these very lessons, if it is in the cache already."""
    model = None if course.is_anew else model_file.load(path)
    return model if model is not None and model.digest == digest_of(found.lessons) else None


def _report(
    found: Finished, *, missing: int = 0, lacks: str = "", model: Model | None = None, following: Path | None = None
) -> Report:
    return Report(found.articles, missing, found.in_review, False, lacks, model, following, tuple(found.problems))


def next_article(unread: Iterable[Path], model: Model, course: Course) -> Path | None:
    """The article that teaches most: the one with the most words that the model is not sure of. Blocking.

    Args:
        unread: articles that nobody has begun, in the order of the list; the first sixty are looked at.
        model: of the corpus.
        course: what is asked.

    Raises:
        MissingExtra: the library that learns is not installed.
        LanguageInvalid: a language's file of words is damaged.
    """
    assistant = Assistant(model, course.parts)
    if not assistant.is_on:
        return None
    doubts = ((doubt_of(path, assistant, course), path) for path in list(unread)[:_MOST_READ])
    most, path = max(doubts, key=lambda row: row[0], default=(0.0, None))
    return path if most > 0 else None


def doubt_of(path: Path, assistant: Assistant, course: Course) -> float:
    """The number of words of an article that the model is not sure of; none if it cannot be read. Blocking.

    Args:
        path: of the article.
        assistant: the model at work.
        course: what is asked.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    try:
        text = Session.read_article(path, None).text
    except Exception:  # it is told of where it is opened
        return 0.0
    tongue = language_of(text, noted_language(path))
    return assistant.doubt(read(text, tongue, suggestions(text, tongue, rule=course.rule)))


def schooled_aside(course: Course) -> Report:
    """``schooled`` in a process of its own, which gives way to all others: the window's first.

    Args:
        course: what is asked.

    Raises:
        OSError: the folder, or that for temporary files, cannot be used.
        LeadsOutside: somebody else has put a link in place of the file that was just written.
        LanguageInvalid: a language's file of words is damaged.
    """
    if hasattr(os, "nice"):
        os.nice(_NICE)
    return schooled(course)


def remembered(course: Course) -> Assistant | None:
    """The assistant of a corpus with the model that is in the cache; None: there is none, or it may not propose here.

    Args:
        course: what is asked.

    Raises:
        MissingExtra: the library that learns is not installed.
    """
    if Seal(course.annotator, [course.folder]).is_read_blind(course.folder):
        return None
    model = model_file.load(model_file.model_path(course.cache, course.folder))
    return Assistant(model, course.parts) if model is not None else None
