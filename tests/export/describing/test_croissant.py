"""Croissant: mlcroissant finds it valid, and reads every record."""

from __future__ import annotations

import json

import pytest

from analyst_app.export.describing.credits import Credits
from tests.export.exports import expected, exported, need, python

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("outside readers")]

READ = """
import json, logging, os, sys
logging.disable(logging.CRITICAL)
os.chdir(sys.argv[1])
import mlcroissant as mlc
made = mlc.Dataset("croissant.json")
plain = lambda value: value.decode() if isinstance(value, bytes) else int(value) if hasattr(value, "item") else value
spans = [[plain(row["default/id"]), plain(one["default/spans/label"]), int(one["default/spans/start"])]
         for row in made.records("default") for one in row["default/spans"]]
tokens = [[list(map(plain, row["tokens/tokens"])), list(map(plain, row["tokens/ner_tags"]))]
          for row in made.records("tokens")]
classes = [plain(row["ner_tags-classes/name"]) for row in made.records("ner_tags-classes")]
issues = made.metadata.issues
json.dump({"errors": sorted(issues.errors), "warnings": sorted(issues.warnings), "spans": spans, "tokens": tokens,
           "classes": classes, "name": made.metadata.name}, sys.stdout)
"""


def test_mlcroissant_validates_it_and_reads_each_span_and_each_row_of_tokens() -> None:
    need("mlcroissant", "pyarrow")
    credits = Credits("Torture", ("Brandt, Ada (0000-0002-1825-0097)",), "CC-BY-4.0")
    folder, _ = exported("huggingface", split="60/20/20", credits=credits)
    found = json.loads(python(READ, str(folder)))
    assert found["errors"] == []
    assert sorted(words.split('"')[1] for words in found["warnings"]) == [
        "https://schema.org/datePublished",
        "https://schema.org/version",
    ], "nobody said when it appeared and in which version"
    wanted = sorted([one[0], one[1], one[2]] for one in expected().elements() if one[1] != "skip")
    assert sorted(found["spans"]) == wanted
    by_words = {tuple(tokens): tags for tokens, tags in found["tokens"]}
    tags = by_words["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "."]
    names = [found["classes"][number] for number in tags]
    assert names == ["B-claim", "I-claim", "I-claim", "O", "O", "B-actor", "O"]


def test_it_says_no_licence_and_no_author_where_nobody_gave_one() -> None:
    folder, _ = exported("huggingface", split="60/20/20")
    said = json.loads((folder / "croissant.json").read_text("utf-8"))
    assert not {"license", "creator", "citeAs", "datePublished"} & set(said)
    assert said["inLanguage"] == ["en", "ar"]
    assert {one["@id"] for one in said["distribution"] if one["@type"] == "cr:FileObject"} == {
        f"{place}/{split}-00000-of-00001.parquet"
        for place in ("data", "tokens")
        for split in ("train", "validation", "test")
    }
