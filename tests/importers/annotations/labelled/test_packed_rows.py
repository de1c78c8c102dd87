"""Parquet and spaCy documents of this app come back; others' are read by their shape; damage is a sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from tests.export.exports import exported
from tests.export.torture import articles, records


@pytest.mark.parametrize(("name", "module", "pattern"), [
    ("huggingface", "pyarrow", "data/*.parquet"), ("spacy", "spacy", "*.spacy"),
])  # fmt: skip
def test_what_was_exported_comes_back(name: str, module: str, pattern: str) -> None:
    pytest.importorskip(module)
    folder, _ = exported(name)
    [path] = folder.glob(pattern)
    found = {f"{one.name}.txt": one for one in read_annotated(path).articles}
    for wanted in articles():
        article = found[wanted.id]
        assert article.text == wanted.text
        annotations, links = article.layers["alice"]
        own, own_links = records(wanted.id)
        assert Counter((a.tag, a.start, a.end, a.note) for a in annotations) == Counter(
            (a.tag, a.start, a.end, a.note) for a in own
        )
        assert Counter(link.role for link in links) == Counter(link.role for link in own_links)
        assert article.layer_facts["alice"].status == "done"


def test_spans_of_other_documents_of_spacy(tmp_path: Path) -> None:
    tokens = pytest.importorskip("spacy.tokens")
    vocab = pytest.importorskip("spacy.vocab").Vocab()
    document = tokens.Doc(vocab, words=["Kim", "left", "🔥", "Bern"], spaces=[True, True, True, False])
    document.set_ents([tokens.Span(document, 0, 1, label="PER"), tokens.Span(document, 3, 4, label="LOC")])
    (tmp_path / "a.spacy").write_bytes(tokens.DocBin(docs=[document]).to_bytes())
    [article] = read_annotated(tmp_path / "a.spacy").articles
    [(annotations, _)] = article.layers.values()
    assert [(a.tag, article.text[a.start : a.end]) for a in annotations] == [("PER", "Kim"), ("LOC", "Bern")]


@pytest.mark.parametrize(("name", "module"), [("a.parquet", "pyarrow"), ("a.spacy", "spacy")])
def test_damage_is_a_sentence(name: str, module: str, tmp_path: Path) -> None:
    pytest.importorskip(module)
    (tmp_path / name).write_bytes(b"PAR1 nothing of it")
    with pytest.raises(ImportFailed, match=rf"{name} is no .* or damaged"):
        read_annotated(tmp_path / name)


def test_a_list_of_keys_with_values_that_are_no_words_is_kept_as_it_is(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    rows = [{"text": "Kim left.", "label": [], "scores": [{"key": "a", "value": None}, {"key": "b", "value": 1}]}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    [article] = read_annotated(tmp_path / "a.parquet").articles
    assert article.text == "Kim left."
