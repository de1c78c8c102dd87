"""CoNLL lines, word by word as the schemes IOB2 and IOBES have them, and what they cannot hold.

Tests of export.formats.conll_comments and importers.annotations.conll_comments, too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core.annotation import Annotation, LayerFacts
from analyst_app.export.facts.source_row import SourceRow
from analyst_app.export.formats.conll import FORMAT, encode, read
from analyst_app.export.rows import ExportArticle, add_layer
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from tests.export.torture import options

TEXT = "The depot will close. Ada said so."


def article(*spans: tuple[str, str]) -> ExportArticle:
    made = ExportArticle("a.txt", TEXT, [], [], [], SourceRow(), [])
    places = [(tag, TEXT.index(words), len(words)) for tag, words in spans]
    records = [Annotation(str(n), tag, start, start + size) for n, (tag, start, size) in enumerate(places)]
    add_layer(made, "alice", annotations=records, links=[], facts=LayerFacts())
    return made


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        ("IOB2", "B-claim I-claim O O O B-actor B-quote O O"),
        ("IOBES", "B-claim E-claim O O O S-actor S-quote O O"),
    ],
)
def test_each_token_has_its_word_place_and_tag(scheme: str, tags: str) -> None:
    chosen = options(overlap="outermost", scheme=scheme)
    piece = encode(article(("claim", "The depot"), ("actor", "Ada"), ("quote", "said")), chosen)
    words = [
        "The 0 3",
        "depot 4 9",
        "will 10 14",
        "close 15 20",
        ". 20 21",
        "Ada 22 25",
        "said 26 30",
        "so 31 33",
        ". 33 34",
    ]
    lines = [f"{word} {tag}\n" for word, tag in zip(words, tags.split(), strict=True)]
    expected = "-DOCSTART- 0 0 O\n\n" + "".join(lines[:5]) + "\n" + "".join(lines[5:]) + "\n"
    assert piece.files["data.conll"].decode() == expected
    assert piece.files["documents.txt"].startswith(b"# newdoc id = a.txt\n# layer = {")
    assert sorted(read(piece.files, chosen)) == [
        (0, 9, "claim", "Thedepot"),
        (22, 25, "actor", "Ada"),
        (26, 30, "quote", "said"),
    ]


def test_three_tokens_are_begun_continued_and_ended() -> None:
    chosen = options(overlap="outermost", scheme="IOBES")
    lines = encode(article(("claim", "depot will close")), chosen).files["data.conll"].decode().splitlines()
    assert [line.split()[3] for line in lines[2:7]] == ["O", "B-claim", "I-claim", "E-claim", "O"]


def test_a_tag_that_continues_nothing_is_refused_in_reading() -> None:
    for tags in ("I-claim", "O I-claim", "B-quote I-claim", "B-quote O I-quote", "S-claim E-claim", "B-a E-a I-a"):
        lines = "".join(f"w {n} {n + 1} {tag}\n" for n, tag in enumerate(tags.split()))
        with pytest.raises(ValueError, match="continues nothing"):
            read({"data.conll": f"-DOCSTART- 0 0 O\n\n{lines}\n".encode()}, options())


def test_neighbours_of_one_label_stay_two_spans() -> None:
    chosen = options(overlap="outermost")
    piece = encode(article(("claim", "The"), ("claim", "depot")), chosen)
    assert sorted(read(piece.files, chosen)) == [(0, 3, "claim", "The"), (4, 9, "claim", "depot")]


def test_white_space_and_overlaps_are_told_and_the_rest_is_kept() -> None:
    chosen = options(overlap="longest")
    piece = encode(article(("claim", " depot "), ("actor", "depot will"), ("cue", " "), ("quote", "said so.")), chosen)
    assert piece.losses.total == 3
    assert {kind: [loss.words for loss in found] for kind, found in piece.losses.examples.items()} == {
        "edge white space": ["claim: ' depot '"],
        "off-token edge": ["cue: ' '"],
        "overlap": ["claim: depot"],
    }
    assert [row[:3] for row in sorted(read(piece.files, chosen))] == [(4, 14, "actor"), (26, 34, "quote")]


def test_every_folder_of_splits_and_annotators_has_a_file_for_each_tag() -> None:
    chosen = options(overlap="one-file-per-tag", splits=("train", "dev"), annotators=("alice", "bob"))
    names = set(FORMAT.frames(chosen))
    folders = ("train/alice/", "train/bob/", "dev/alice/", "dev/bob/")
    assert {f"{folder}{name}" for folder in folders for name in ("claim.conll", "skip.conll", "documents.txt")} <= names
    assert {name.rpartition("/")[0] + "/" for name in names} == set(folders)


def test_white_space_that_tokens_do_not_tell_is_told_and_comes_back(tmp_path: Path) -> None:
    text = "One said.\nTwo  left.\n\nAda\tcame.\u00a0\n\n  Gone."
    made = ExportArticle("a.txt", text, [], [], [], SourceRow(), [])
    piece = encode(made, options(overlap="outermost"))
    assert piece.losses.counts == {}
    (tmp_path / "data.conll").write_bytes(piece.files["data.conll"])
    (tmp_path / "documents.txt").write_bytes(piece.files["documents.txt"])
    [back] = read_annotated(tmp_path / "data.conll").articles
    assert (back.name, back.text) == ("a", text)
    plain = ExportArticle("a.txt", "One said.\nTwo  left.\n", [], [], [], SourceRow(), [])
    assert b"white_space" not in encode(plain, options(overlap="outermost")).files["documents.txt"]


def test_facts_are_comments_of_their_document_with_their_types(tmp_path: Path) -> None:
    extra = {"pages": [0, 40], "page": "12", "odd = key": True, "n": 12, "lines": "a\nb"}
    source = SourceRow(title="Depot: “we stay”", date="2024", extra=extra)
    piece = encode(ExportArticle("a.txt", "One.\n", [], [], [], source, []), options(overlap="outermost"))
    assert piece.files["documents.txt"].decode().splitlines() == [
        "# newdoc id = a.txt",
        "# title = Depot: “we stay”",
        '# date = "2024"',
        '# lines = "a\\nb"',
        "# n = 12",
        '# page = "12"',
        "# pages = [0, 40]",
        '# facts = {"odd = key": true}',
        "",
    ]
    (tmp_path / "data.conll").write_bytes(piece.files["data.conll"])
    (tmp_path / "documents.txt").write_bytes(piece.files["documents.txt"])
    [back] = read_annotated(tmp_path / "data.conll").articles
    assert back.facts == {"title": "Depot: “we stay”", "date": "2024", **extra}
