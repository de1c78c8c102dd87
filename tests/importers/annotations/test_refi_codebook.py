"""REFI-QDA codebooks come in as tags: as Taguette, QualCoder and this program write them.

Tests of importers.annotations.refi.refi_codebook.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core.codebook import Codebook
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from tests.export.exports import exported
from tests.importers.annotations.refi_samples import guid


def qdc(folder: Path, codes: str, origin: str, more: str = "") -> Path:
    path = folder / "book.qdc"
    path.write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="{origin}">'
                    f"<Codes>{codes}</Codes>{more}</CodeBook>", "utf-8")  # fmt: skip
    return path


def test_taguettes_flat_codes_with_upper_case_guids(tmp_path: Path) -> None:
    codes = "".join(
        f'<Code guid="{guid(n).upper()}" name="{name}" isCodable="true"></Code>'
        for n, name in ((1, "people.mayor"), (2, "天気"))
    )
    found = read_annotated(qdc(tmp_path, codes, "Taguette 1.4", "<Sets></Sets>"))
    assert (found.articles, found.losses.counts) == ([], {})
    assert found.codebook is not None
    assert [(tag.id, tag.name) for tag in Codebook.from_data(found.codebook).tags] == [
        ("people_mayor", "people.mayor"), ("tag", "天気")]  # fmt: skip


def test_a_category_and_a_set_are_named_where_they_are_lost(tmp_path: Path) -> None:
    codes = (
        f'<Code guid="{guid(1)}" name="Theme" isCodable="false"><Description>All.</Description>'
        f'<Code guid="{guid(2)}" name="Who" isCodable="true" color="#ABCDEF"><Description>Who acts.'
        "</Description></Code></Code>"
    )
    found = read_annotated(qdc(tmp_path, codes, "QualCoder", f'<Sets><Set guid="{guid(3)}" name="mine"/></Sets>'))
    assert found.codebook is not None
    [tag] = Codebook.from_data(found.codebook).tags
    assert (tag.id, tag.colour, tag.definition) == ("who", "#abcdef", "Who acts.")
    assert found.losses.places["unknown"] == ["set mine", "colour or description of the category Theme"]


def test_what_this_program_wrote_comes_back_with_its_ids() -> None:
    folder, _ = exported("refi-qda")
    found = read_annotated(folder / "codebook.qdc")
    assert found.codebook is not None
    tags = {tag.id: tag for tag in Codebook.from_data(found.codebook).tags}
    assert {"claim", "quote", "actor", "cue", "skip"} <= set(tags)
    mode = tags["quote"].attribute("mode")
    assert mode is not None
    assert [value.id for value in mode.values] == ["direct", "mixed", "indirect", "term"]


def test_no_codebook_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="no code that can become a tag"):
        read_annotated(qdc(tmp_path, "", "x"))
    (tmp_path / "x.qdc").write_text("<a/>", "utf-8")
    with pytest.raises(ImportFailed, match="holds no REFI-QDA codebook"):
        read_annotated(tmp_path / "x.qdc")
