"""The linter over many articles: each layer and each file stands alone, a person's own work comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.assist.checking.checked_layer import CheckedLayer, StyleFinding
from analyst_app.assist.checking.layer_findings import layer_findings
from analyst_app.assist.checking.repeats import Repeats
from analyst_app.assist.checking.style_rules import style_rules
from analyst_app.core.layer_ids import is_program
from analyst_app.corpus.articles import codebook_for
from analyst_app.corpus.folder_scan import scanned
from analyst_app.corpus.muted_checks import muted_in
from analyst_app.corpus.other_layers import OtherLayer, layer_beside
from analyst_app.corpus.sealing import is_mine
from analyst_app.corpus.shared_articles import without_copies
from analyst_app.session.article_text import noted_language, read_article
from analyst_app.storage.error_log import named_reason
from analyst_app.storage.file_names import article_and_layer, is_article, sidecar_path

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.document import Document
    from analyst_app.corpus.sealing import Seal


class CheckedFile(NamedTuple):
    """The findings of one layer."""

    article: Path
    layer_id: str
    findings: list[StyleFinding]
    """By place."""
    is_mine: bool


class StyleCheck:
    """Looks for slips in the layers of some articles and folders.

    Args:
        state: the local state folder.
        seal: says which layers may be looked at, and whose work comes first.
        say: is told, in a sentence each, what could not be looked at.
        progress: told how many articles are done, and of how many; what it raises ends the check.
    """

    def __init__(
        self,
        state: Path,
        seal: Seal,
        *,
        say: Callable[[str], object],
        progress: Callable[[int, int], object] = lambda done, total: None,
    ) -> None:
        self._state, self._seal, self._say, self._progress = state, seal, say, progress
        self._codebooks: dict[tuple[Path, Path | None], Codebook] = {}
        self._repeats: dict[str, Repeats] = {}

    def of(self, paths: Sequence[Path]) -> list[CheckedFile]:
        """The layers with findings, the person's own first, then by article. Blocking.

        Args:
            paths: articles, sidecars or folders.
        """
        articles = [one for path in paths for one in _articles(path)]
        found: list[CheckedFile] = []
        for done, (article, top, layers) in enumerate(articles, 1):
            found += self._article(article, top, layers)
            self._progress(done, len(articles))
        return sorted(found, key=lambda one: not one.is_mine)

    def _article(self, path: Path, top: Path | None, layers: Sequence[str]) -> Iterator[CheckedFile]:
        names = [name for name in without_copies(path, layers, self._say) if not is_program(name)]
        names = self._seal.seen(path, names)
        if not names:
            return
        try:
            document = read_article(path, large=True, layers=names)
            codebook = self._codebook(path, top)
            noted = noted_language(path)
        except Exception as error:
            self._say(named_reason(error, path))
            return
        for name in names:
            try:
                found = self._layer(path, top, layer_beside(path, name, document), document, codebook, noted)
            except Exception as error:
                self._say(named_reason(error, sidecar_path(path, name)))
                continue
            if found:
                yield CheckedFile(path, name, found, is_mine(name, self._seal.annotator))

    def _layer(
        self, path: Path, top: Path | None, layer: OtherLayer, document: Document, codebook: Codebook, noted: str
    ) -> list[StyleFinding]:
        muted = muted_in(codebook.raw)
        checked = CheckedLayer(document.text, layer.annotations, layer.links, codebook, noted)
        found = layer_findings(checked, muted)
        if "unlike_repeats" not in muted:
            before = self._repeats.setdefault(layer.layer_id, Repeats(style_rules()["unlike_repeats"]))
            name = str(path.relative_to(top)) if top is not None else path.name
            found += before.findings(checked, name, is_finished=layer.status == "done")
        return sorted(found, key=lambda one: (one.span, one.rule))

    def _codebook(self, article: Path, top: Path | None) -> Codebook:
        key = (article.parent, top)
        if key not in self._codebooks:
            found = codebook_for(article, top, self._state)
            if found.problem:
                self._say(found.problem)
            self._codebooks[key] = found.codebook
        return self._codebooks[key]


def _articles(path: Path) -> Iterator[tuple[Path, Path | None, Sequence[str]]]:
    """The articles of a path, each with the folder that was named and the ids of its layers."""
    if path.is_dir():
        for one in scanned(path):
            yield path / one.path, path, sorted(one.layers)
        return
    named = article_and_layer(path.name) if not is_article(path.name) else None
    article = path.with_name(named[0]) if named is not None else path
    beside = (article_and_layer(entry.name) for entry in path.parent.iterdir())
    layers = sorted(one[1] for one in beside if one is not None and one[0] == article.name)
    yield article, None, [named[1]] if named is not None else layers
