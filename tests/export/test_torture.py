"""No format drops anything in silence: each span is read back, or a loss names it.

Tests of export.contract, export.registry and export.unheld.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analyst_app.errors import ExportRefused
from analyst_app.export.contract import Format, Options
from analyst_app.export.losses import KINDS, LossTally
from analyst_app.export.overlap import STRATEGIES
from analyst_app.export.registry import FORMATS
from analyst_app.export.rows import ExportArticle
from analyst_app.export.verify import compare
from tests.export.torture import article, articles, options

STREAMED = [name for name, one in FORMATS.items() if one.encode]
BY_SPAN = [name for name in STREAMED if name not in ("quotes", "attribution")]


def units(form: Format, layers: tuple[str, ...] = ("alice",)) -> list[ExportArticle]:
    found = articles(layers)
    return found if form.holds_layers else [unit for one in found for unit in one.apart()]


def options_for(form: Format, overlap: str = "") -> Options:
    return options(overlap=overlap or (form.overlap[0] if form.overlap else ""))


def encoded(form: Format, unit: ExportArticle, chosen: Options):
    assert form.encode
    piece = form.encode(unit, chosen)
    return piece, piece.kept() if callable(piece.kept) else piece.kept


@pytest.mark.parametrize("name", STREAMED)
def test_every_article_reads_back_as_it_was_written(name: str) -> None:
    form = FORMATS[name]
    chosen = options_for(form)
    for unit in units(form):
        piece, kept = encoded(form, unit, chosen)
        if form.read:
            compare(kept, form.read(piece.files, chosen), unit.id)


@pytest.mark.parametrize("name", BY_SPAN)
def test_every_span_is_kept_or_named(name: str) -> None:
    form = FORMATS[name]
    chosen = options_for(form)
    for unit in units(form):
        piece, kept = encoded(form, unit, chosen)
        shown = Counter(part for item in kept for part in item if isinstance(part, str))
        gone = sum(piece.losses.counts.get(kind, 0) for kind in ("overlap", "off-token edge", "odd label"))
        spans = len(unit.everything)
        labels = {row.label for row in unit.everything}
        per_shape = 2 if name == "doccano" else 1
        assert sum(shown[label] for label in labels) >= per_shape * (spans - gone), unit.id


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_kind_of_loss_has_words(name: str) -> None:
    form = FORMATS[name]
    losses = LossTally()
    for overlap in form.overlap or ("",):
        if overlap != "refuse" and form.encode:
            for unit in units(form):
                losses.take(encoded(form, unit, options_for(form, overlap))[0].losses)
    assert set(losses.counts) <= set(KINDS)


@pytest.mark.parametrize("name", STREAMED)
def test_an_untagged_article_is_no_trouble(name: str) -> None:
    form = FORMATS[name]
    piece, kept = encoded(form, article("untagged.txt"), options_for(form))
    if form.read:
        compare(kept, form.read(piece.files, options_for(form)), "untagged")


@pytest.mark.parametrize("overlap", [name for name in STRATEGIES if name != "refuse"])
@pytest.mark.parametrize("scheme", ["IOB2", "IOBES"])
def test_conll_reads_back_by_every_strategy(overlap: str, scheme: str) -> None:
    form = FORMATS["conll"]
    chosen = options(overlap=overlap, scheme=scheme)
    for unit in units(form):
        piece, kept = encoded(form, unit, chosen)
        assert form.read
        compare(kept, form.read(piece.files, chosen), unit.id)


def test_a_wrong_export_is_refused_with_the_span_named() -> None:
    form = FORMATS["jsonl"]
    chosen = options()
    one = article("emoji.txt")
    piece, kept = encoded(form, one, chosen)
    assert form.read
    shifted = {name: data.replace(b'"start":8,', b'"start":9,') for name, data in piece.files.items()}
    with pytest.raises(ExportRefused, match="8 · 18 · actor · Lena Ortiz"):
        compare(kept, form.read(shifted, chosen), one.id)
    assert form.is_same
    assert form.is_same(one, piece.files, chosen)
    assert not form.is_same(one, shifted, chosen)


def test_shards_read_back_as_they_were_written(tmp_path: Path) -> None:
    for name, form in FORMATS.items():
        if form.shard and form.read_shard:
            kept: list = []
            form.shard(tmp_path / name, iter(units(form)), options_for(form), kept.extend)
            seen = [item for items in form.read_shard(tmp_path / name, options_for(form)) for item in items]
            compare(kept, seen, name)
