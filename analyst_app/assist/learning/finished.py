"""The finished readings of a corpus, as lessons: those of persons, done, in review nowhere, and not sealed.

Gold layers and those of programs (``model-…``) teach nothing: what they hold
somebody else made. An article with a gold layer that is not done is being
reviewed, and none of its layers is learnt from until that is done. Each
article stands alone: one that cannot be read is told of, and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analyst_app.assist.learning.lessons import Lesson, articles_of, lesson_of
from analyst_app.core.layer_ids import is_gold, is_program
from analyst_app.corpus.articles import articles_in
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.corpus.sealing import Seal
from analyst_app.language.languages import language_of
from analyst_app.session.article_text import noted_language
from analyst_app.session.session import Session
from analyst_app.storage.error_log import reason
from analyst_app.storage.layers_beside import LayerInfo, layers_of


@dataclass
class Finished:
    """The lessons of a corpus, and all that was met beside them."""

    lessons: list[Lesson] = field(default_factory=list)
    unread: list[Path] = field(default_factory=list)
    """Articles that nobody has begun, in the order of the list."""
    in_review: int = 0
    """Articles that are left out because they are being reviewed."""
    problems: list[str] = field(default_factory=list)
    """A sentence about each file that could not be read."""

    @property
    def articles(self) -> int:
        """Number of finished articles."""
        return len(articles_of(self.lessons))


def finished(
    folder: Path,
    seal: Seal,
    *,
    reviewed: Collection[Path] = (),
    is_stopped: Callable[[], bool] = lambda: False,
) -> Finished:
    """The lessons of a corpus. Blocking.

    Args:
        folder: the corpus.
        seal: the rule by which layers of others are hidden from whoever asks.
        reviewed: articles whose review is open now.
        is_stopped: asked at each article; True ends the reading.

    Raises:
        OSError: the folder cannot be read.
    """
    found = Finished()
    for article in articles_in(folder):
        if is_stopped():
            break
        try:
            _take(found, article, folder, seal, is_reviewed=article in reviewed)
        except Exception as error:  # whatever is wrong with one article stops no other
            found.problems.append(reason(error, article))
    return found


def _take(found: Finished, article: Path, folder: Path, seal: Seal, *, is_reviewed: bool) -> None:
    layers = layers_of(article, only=lambda layer_id: not is_program(layer_id))
    if not layers:
        found.unread.append(article)
        return
    done = [layer for layer in layers if layer.status == "done" and not is_gold(layer.layer_id)]
    if not done:
        return
    if is_reviewed or _is_in_review(layers):
        found.in_review += 1
        return
    seen = set(seal.seen(article, [layer.layer_id for layer in done]))
    document = Session.read_article(article, None) if seen else None
    for layer in done:
        if document is None or layer.layer_id not in seen:
            continue
        records = layer_beside(article, layer.layer_id, document)
        tongue = language_of(document.text, noted_language(article)).code
        name = article.relative_to(folder).as_posix()
        lesson = lesson_of(name, layer.layer_id, document.text, tongue, records.annotations, records.links)
        found.lessons.append(lesson)


def _is_in_review(layers: Iterable[LayerInfo]) -> bool:
    return any(is_gold(layer.layer_id) and layer.status != "done" for layer in layers)
