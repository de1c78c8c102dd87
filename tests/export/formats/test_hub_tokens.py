"""Rows of tokens: as datasets loads them, aligned with the text; what a tag cannot hold is named.

Tests of export.formats.hub_features, too.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analyst_app.export.contract import Vocabulary
from analyst_app.export.formats.hub_folder import FORMAT, write
from analyst_app.export.formats.hub_tokens import ENDING
from tests.export.exports import exported, need, python
from tests.export.torture import CODEBOOK, TEXTS, article, articles, options

parquet = pytest.importorskip("pyarrow.parquet")

LOAD = """
import json, sys, datasets
datasets.disable_progress_bars()
made = datasets.load_dataset(sys.argv[1], "tokens", cache_dir=sys.argv[2])
classes = made["train"].features["ner_tags"].feature
whole = datasets.load_dataset(sys.argv[1], cache_dir=sys.argv[2])
json.dump({"splits": list(made), "kind": type(classes).__name__, "names": classes.names,
           "rows": [row for part in made.values() for row in part],
           "columns": whole["train"].column_names, "articles": sum(map(len, whole.values()))}, sys.stdout)
"""


def rows_of(folder: Path, name: str, **changes: Any) -> tuple[list[dict[str, Any]], Counter[str]]:
    """The rows of tokens of one article of the torture corpus, and the notices by kind."""
    losses = write(folder / "x", [article(name)], options(**changes), lambda _: None)
    return parquet.read_table(folder / f"x{ENDING}").to_pylist(), Counter(losses.counts)


def tagged(row: dict[str, Any], column: str) -> list[tuple[str, int]]:
    return [(token, tag) for token, tag in zip(row["tokens"], row[column], strict=True) if tag]


@pytest.mark.slow
@pytest.mark.xdist_group("outside readers")
def test_load_dataset_gives_splits_class_labels_and_tokens_that_stand_in_the_text() -> None:
    need("datasets")
    folder, _ = exported("huggingface", split="60/20/20")
    environment = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(folder.parent / "hf")}
    found = json.loads(python(LOAD, str(folder), str(folder.parent / "cache"), **environment))
    assert found["splits"] == ["train", "validation", "test"]
    assert found["kind"] == "ClassLabel"
    assert found["names"][:5] == ["O", "B-claim", "I-claim", "B-quote", "I-quote"]
    assert (found["columns"][:3], found["articles"]) == (["id", "text", "spans"], len(TEXTS))
    texts = {one.id: one.text for one in articles()}
    for row in found["rows"]:
        assert len(row["tokens"]) == len(row["ner_tags"]) == len(row["starts"]) > 0
        for token, start in zip(row["tokens"], row["starts"], strict=True):
            assert texts[row["id"]].startswith(token, start)
        assert "\n" not in texts[row["id"]][row["starts"][0] : row["starts"][-1]], "a row is one paragraph"
    said = {name: "".join("".join(row["tokens"]) for row in found["rows"] if row["id"] == name) for name in texts}
    assert said == {name: "".join(text.split()) for name, text in texts.items()}, "no word is missing"


def test_a_span_inside_another_has_its_place_in_the_column_of_its_tag(tmp_path: Path) -> None:
    rows, losses = rows_of(tmp_path, "emoji.txt")
    assert [token for token, _ in tagged(rows[0], "ner_tags")] == [
        *("Lena", "Ortiz", "said", "“", "taxes", "fell", "😀", "by", "12", "%", "”")
    ]
    claim = tagged(rows[0], "claim_tags")
    assert claim == [("taxes", 1), ("fell", 2), ("😀", 2), ("by", 2), ("12", 2), ("%", 2)]
    assert losses["not in ner_tags"] == 1
    assert not losses["not in token rows"]


def test_a_strategy_chooses_what_ner_tags_hold(tmp_path: Path) -> None:
    rows, _ = rows_of(tmp_path, "nested.txt", overlap="innermost")
    tokens = [token for token, _ in tagged(rows[0], "ner_tags")]
    assert tokens == ["The", "union", "Ada", "Brandt", "Ada", "Brandt", "the", "depot", "will", "close"]


def test_a_span_of_two_paragraphs_begins_anew_in_the_second_and_that_is_told(tmp_path: Path) -> None:
    rows, losses = rows_of(tmp_path, "breaks.txt")
    parts = [tagged(row, "claim_tags") for row in rows if tagged(row, "claim_tags")]
    assert [[token for token, _ in part] for part in parts] == [
        ["ends", "here"],
        ["and", "the", "next", "“", "goes", "on", "”"],
    ]
    assert [part[0][1] for part in parts] == [1, 1]
    assert losses["parted in tokens"] == 1
    (caption,) = [tagged(row, "skip_tags") for row in rows if tagged(row, "skip_tags")]
    assert caption == [("Photo", 1), (":", 2), ("R", 2), (".", 2), ("Lund", 2)]


def test_a_span_that_ends_inside_a_word_goes_out_to_the_whole_of_it_and_that_is_told(tmp_path: Path) -> None:
    rows, losses = rows_of(tmp_path, "crossing.txt")
    assert tagged(rows[0], "actor_tags")[-1] == ("zeta", 1)
    assert losses["whole tokens"] == 1


def test_a_label_that_no_codebook_names_is_told_and_stays_in_the_rows_of_spans(tmp_path: Path) -> None:
    rows, losses = rows_of(tmp_path, "markup.txt", vocabulary=Vocabulary.of(CODEBOOK))
    assert "frame_tags" not in rows[0]
    assert losses["not in ner_tags"] == 1
    spans = parquet.read_table(tmp_path / "x").to_pylist()[0]["spans"]
    assert "frame" in [one["label"] for one in spans]


def test_two_readings_are_rows_of_their_own(tmp_path: Path) -> None:
    write(
        tmp_path / "x", [article("emoji.txt", ("alice", "bob"))], options(annotators=("alice", "bob")), lambda _: None
    )
    rows = parquet.read_table(tmp_path / f"x{ENDING}").to_pylist()
    assert [row["annotator"] for row in rows] == ["alice", "alice", "bob", "bob"]


@pytest.mark.parametrize("changes", [{"with_text": False}, {"with_tokens": False}])
def test_there_are_no_tokens_without_texts_or_where_they_are_not_wanted(
    tmp_path: Path, changes: dict[str, bool]
) -> None:
    write(tmp_path / "x", articles(), options(**changes), lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert list(FORMAT.shard_parts(options(**changes))) == [""]


def test_a_tag_that_goes_on_with_nothing_does_not_read_back(tmp_path: Path) -> None:
    write(tmp_path / "x", articles(), options(), lambda _: None)
    path = tmp_path / f"x{ENDING}"
    table = parquet.read_table(path)
    place = table.column_names.index("claim_tags")
    spoilt = [[2] * len(tags) for tags in table.column("claim_tags").to_pylist()]
    import pyarrow

    parquet.write_table(
        table.set_column(place, "claim_tags", pyarrow.array(spoilt, table.schema.field(place).type)), path
    )
    assert FORMAT.read_shard
    with pytest.raises(ValueError, match="claim_tags goes on with nothing"):
        list(FORMAT.read_shard(tmp_path / "x", options()))
