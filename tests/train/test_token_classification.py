"""The script of docs/export.md trains a tiny random model on a folder for Hugging Face, with no hub.

Run by ./check --train, which installs PyTorch and transformers into .venv-train.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from analyst_app.export.exporting import ExportRequest, export
from tests.export.exports import ROOT

pytestmark = [pytest.mark.train, pytest.mark.timeout(600)]

PYTHON = ROOT / ".venv-train" / "bin" / "python"
MODEL = """
import json, sys
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
words = json.load(sys.stdin)
vocabulary = {word: place for place, word in enumerate(["[PAD]", "[UNK]", *words])}
made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=made, pad_token="[PAD]", unk_token="[UNK]", model_max_length=512)
tokenizer.save_pretrained(sys.argv[1])
config = BertConfig(vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
                    intermediate_size=64, max_position_embeddings=512)
BertModel(config).save_pretrained(sys.argv[1])
"""
"""A model of one layer with random weights, whose tokens are the words of the corpus."""


def script() -> str:
    """The script as docs/export.md prints it."""
    page = (ROOT / "docs" / "export.md").read_text("utf-8")
    (found,) = re.findall(r"`train\.py DATASET MODEL.*?```python\n(.*?)```", page, re.DOTALL)
    return found


def run(code: str, folder: Path, *arguments: str, given: str = "") -> str:
    """What the interpreter of .venv-train prints."""
    if not PYTHON.exists():
        pytest.skip("PyTorch is not installed: ./check --train installs it")
    offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(folder / "hf")}
    done = subprocess.run(
        [PYTHON, "-c", code, *arguments], cwd=folder, input=given, capture_output=True, text=True,
        env=os.environ | offline | {"CUDA_VISIBLE_DEVICES": "", "TOKENIZERS_PARALLELISM": "false"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_the_script_is_short() -> None:
    assert len([line for line in script().splitlines() if line.strip()]) <= 40


@pytest.mark.parametrize("column", ["ner_tags", "quote_tags"])
def test_it_trains_and_the_tagger_knows_the_tags(tmp_path: Path, column: str) -> None:
    request = ExportRequest(
        corpus=ROOT / "resources" / "samples",
        format_name="huggingface",
        output=tmp_path / "set",
        split="34/33/33",
        workers=1,
    )
    done = export(request)
    assert done.outcome.tally.articles == {"train": 1, "validation": 1, "test": 1}
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [row for path in (tmp_path / "set" / "tokens").iterdir() for row in parquet.read_table(path).to_pylist()]
    words = sorted({word for row in rows for word in row["tokens"]})
    run(MODEL, tmp_path, str(tmp_path / "model"), given=json.dumps(words))
    said = run(script(), tmp_path, str(tmp_path / "set"), str(tmp_path / "model"), column)
    losses = [float(one) for one in re.findall(r"'train_loss': '?([\d.]+)", said)]
    accuracy = [float(one) for one in re.findall(r"'eval_accuracy': '?([\d.]+)", said)]
    assert losses, said
    assert accuracy, said
    assert accuracy[0] > 0.4
    labels = json.loads((tmp_path / "tagger" / "config.json").read_text("utf-8"))["id2label"]
    assert (
        list(labels.values())[:3] == ["O", "B-claim", "I-claim"]
        if column == "ner_tags"
        else ["O", "B-quote", "I-quote"]
    )
