"""Faults of the verdicts on quotes: a source that nobody attached, or a text that the source has no more.

The verdicts themselves are made in ``assist.verifying``; here is only looked
whether what a stored one rests on is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from analyst_app.core.annotation import Annotation
from analyst_app.corpus.articles import sources_path
from analyst_app.corpus.sourcing.attached_sources import SourcesFile
from analyst_app.corpus.value_faults import Fault
from analyst_app.errors import AnalystError
from analyst_app.session.article_text import read_article
from analyst_app.storage.shared.record_file import RecordFile, read_records
from analyst_app.storage.shared.record_kinds import SOURCES
from analyst_app.wording import tr, visible

VERIFIED = "verified"
"""Key of an annotation under which a person's verdict is kept."""
_SHOWN = 60
_HASH = 64
"""Signs of a SHA-256."""


class VerdictCheck:
    """Looks at the stored verdicts of some layers; what it reads of sources it reads once.

    Args:
        folder: the folder that was named; None: a single article was.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._text = cache(_text_of)
        self._sources = cache(_records)

    def faults(self, article: Path, annotations: Iterable[Annotation]) -> Iterator[Fault]:
        """The verdicts whose source or text is not known. Blocking.

        Args:
            article: path of the article, or of a file beside it.
            annotations: of a layer.
        """
        for annotation in annotations:
            for key, value in annotation.extra:
                if key == VERIFIED and isinstance(value, Mapping) and isinstance(value.get("source"), str):
                    yield from self._faults(article, annotation.id, value["source"], value.get("text_sha256"))

    def _faults(self, article: Path, annotation_id: str, source: str, text: object) -> Iterator[Fault]:
        path = sources_path(article, self._folder)
        body = self._sources(path).records.bodies.get(source) if path is not None else None
        if path is None or body is None:
            words = tr(
                "annotation {id} has a verdict by a source that is not there: {source}",
                id=annotation_id,
                source=_short(source),
            )
            yield Fault(annotation_id, words)
            return
        if not isinstance(text, str) or len(text) != _HASH:
            return  # told as a bad value
        if text not in (body.get("sha256"), self._text(path.parent / str(body.get("file")))):
            words = tr(
                "annotation {id} has a verdict on a text that its source is not: {source}",
                id=annotation_id,
                source=_short(str(body.get("file"))),
            )
            yield Fault(annotation_id, words)


def faults_of_sources(path: Path) -> Iterator[str]:
    """The faults of a file of sources, each as the rest of a sentence. Blocking.

    Args:
        path: of the file.
    """
    try:
        found = read_records(path, SOURCES)
    except AnalystError as error:
        yield str(error).removeprefix(f"{path.name} ")
        return
    yield from found.faults
    file = SourcesFile(path, found)
    for source in file.sources:
        of = found.records.bodies[source.id].get("of", [])
        if not isinstance(of, list) or len(source.of) < len(of):
            yield tr('has source {id} with an "of" that names no article, quote or actor', id=_short(source.id))
        own = {one.article for one in source.of if one.article}
        if any(file.is_itself(one, source.file, is_version=source.is_version) for one in own):
            yield tr("attaches an article to itself: {file}; choose the text that it quotes", file=_short(source.file))
            continue
        try:
            text = file.text(source)
        except AnalystError as error:
            yield tr("names a source that cannot be read: {why}", why=visible(str(error)))
            continue
        if source.sha256 and text.sha256 != source.sha256:
            yield tr(
                "names a source that has changed since it was attached: {file}; if it is still the right one, attach it"
                " again",
                file=_short(source.file),
            )


def _records(path: Path) -> RecordFile:
    try:
        return read_records(path, SOURCES)
    except AnalystError:
        return RecordFile()


def _text_of(path: Path) -> str:
    """The hash of a source's text today; empty if it cannot be read."""
    try:
        return read_article(path, large=True).sha256 if ".." not in path.parts else ""
    except AnalystError:
        return ""


def _short(words: str) -> str:
    return visible(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")
