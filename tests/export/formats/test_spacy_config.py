"""The configuration beside spaCy's documents: it trains as it is, and its suggester reaches the longest spans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.formats.spacy_config import longest_allowed
from tests.export.exports import ROOT, exported, need, python

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("outside readers")]

TRAIN = """
import json, os, sys
os.chdir(sys.argv[1])
from spacy.cli.train import train
train("config.cfg", "model", overrides={"training.max_steps": 2, "training.eval_frequency": 1})
import spacy
nlp = spacy.load("model/model-last")
json.dump({"pipeline": nlp.pipe_names, "lang": nlp.lang}, open("told.json", "w"))
"""
REACH = """
import json, sys, spacy
from thinc.api import Config
from spacy.training import Corpus
folder, file = sys.argv[1:]
config = Config().from_disk(folder + "/config.cfg", interpolate=False)
most = config["components"]["span_finder"]["max_length"]
nlp = spacy.blank(config["nlp"]["lang"])
spans = lost = usual = reached = 0
for example in Corpus(folder + "/" + file)(nlp):
    gold = example.reference.spans["sc"]
    mine = example.get_aligned_spans_y2x(gold, allow_overlap=True)
    spans += len(gold)
    usual += sum(len(span) <= 3 for span in mine)
    reached += sum(len(span) <= most for span in mine)
json.dump({"spans": spans, "usual": usual, "reached": reached, "lang": nlp.lang, "most": most}, sys.stdout)
"""


@pytest.mark.parametrize(("overlap", "learnt"), [(None, ["span_finder", "spancat"]), ("longest", ["ner"])])
def test_spacy_trains_by_it_for_two_steps_and_the_model_loads(overlap: str | None, learnt: list[str]) -> None:
    need("spacy")
    folder, _ = exported("spacy", split="60/20/20", overlap=overlap)
    python(TRAIN, str(folder))
    told = json.loads((folder / "told.json").read_text("utf-8"))
    assert told == {"pipeline": ["tok2vec", *learnt], "lang": "xx"}, "the corpus is English and Arabic"


def test_its_suggester_reaches_each_quote_of_the_samples_of_which_three_tokens_reach_few(tmp_path: Path) -> None:
    need("spacy")
    samples = ROOT / "resources" / "samples"
    export(ExportRequest(corpus=samples, format_name="spacy", output=tmp_path / "set", workers=1))
    found = json.loads(python(REACH, str(tmp_path / "set"), "data.spacy"))
    assert found["lang"] == "en"
    assert found["reached"] >= 0.98 * found["spans"], found
    assert found["usual"] < 0.75 * found["spans"], "spaCy's own template looks at no more than three tokens"
    text = (tmp_path / "set" / "config.cfg").read_text("utf-8")
    assert text.startswith("# In the folder of this file:  python -m spacy train config.cfg --output model\n")
    assert "by the very articles that it learns from" in text


def test_short_spans_leave_the_usual_room_and_long_ones_more_than_their_own_length() -> None:
    assert longest_allowed("") == longest_allowed("a few words") == 25
    assert longest_allowed("word " * 100) == 126
