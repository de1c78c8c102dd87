"""Reading an export back finds a changed letter of the article itself; every format's reader is tried."""

from __future__ import annotations

import pytest

from analyst_app.errors import ExportRefused
from analyst_app.export.registry import FORMATS
from analyst_app.export.verify import compare
from tests.export.torture import article, options

HOLD_THE_TEXT = ("jsonl", "label-studio", "doccano", "prodigy", "brat", "web-annotation", "conll")


def changed(files: dict[str, bytes], old: bytes, new: bytes) -> dict[str, bytes]:
    """The files with the first place of some bytes changed: it is in the article's text, which comes before spans."""
    beside = (".jsonld", ".ann")  # their text lies in a file of its own
    return {name: data if name.endswith(beside) else data.replace(old, new, 1) for name, data in files.items()}


@pytest.mark.parametrize("name", HOLD_THE_TEXT)
def test_one_other_letter_under_a_span_is_refused_and_one_elsewhere_is_not(name: str) -> None:
    form, one = FORMATS[name], article("emoji.txt")
    chosen = options(overlap=form.overlap[0] if form.overlap else "")
    assert form.encode
    assert form.read
    piece = form.encode(one, chosen)
    kept = piece.kept() if callable(piece.kept) else piece.kept
    compare(kept, form.read(changed(piece.files, b"Mayor", b"Major"), chosen), one.id)
    with pytest.raises(ExportRefused, match=r"Lena ?Ortiz is not in it"):
        compare(kept, form.read(changed(piece.files, b"Lena", b"Lina"), chosen), one.id)
    assert form.is_same is None or not form.is_same(one, changed(piece.files, b"Lena", b"Lina"), chosen)


@pytest.mark.parametrize("name", ["jsonl", "csv", "web-annotation"])
def test_without_texts_only_the_first_characters_of_each_span_are_in_any_file(name: str) -> None:
    form, one = FORMATS[name], article("nested.txt")
    chosen = options(with_text=False, quote_length=6)
    assert form.encode
    assert form.read
    piece = form.encode(one, chosen)
    written = b"\n".join(piece.files.values()).decode()
    assert "The un" in written
    assert "The uni" not in written
    assert "Ada Br" in written
    assert "depot" not in written
    kept = piece.kept() if callable(piece.kept) else piece.kept
    compare(kept, form.read(piece.files, chosen), one.id)
    assert form.is_same is None or not form.is_same(one, piece.files, chosen)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.encode and not form.bind])
def test_the_files_of_a_split_are_its_own(name: str) -> None:
    form = FORMATS[name]
    chosen = options(overlap=form.overlap[0] if form.overlap else "", splits=("train", "dev"))
    assert form.encode
    named = {split: set(form.encode(article("emoji.txt", split=split), chosen).files) for split in chosen.splits}
    frames = set(form.frames(chosen))
    if name in ("csv", "csv-excel", "quotes"):
        assert named["train"] == named["dev"] <= frames, "there the split is a column"
        return
    assert not named["train"] & named["dev"]
    assert all("dev" in path for path in named["dev"])
    assert frames - named["dev"] - named["train"] <= {"labelling-config.xml", "annotation.conf"}
