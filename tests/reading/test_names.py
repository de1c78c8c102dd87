"""The names of ``import analyst_app as aa``: cheap to import, typed for users, and none of them brings Qt."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import analyst_app as aa

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "analyst_app"


def said_by(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout


def test_the_import_brings_nothing_with_it() -> None:
    code = "import sys; before = {*sys.modules}; import analyst_app as aa; print(*sorted({*sys.modules} - before))"
    assert said_by(code).split() == ["analyst_app"]


def test_no_use_of_a_name_brings_qt() -> None:
    code = """
import sys, analyst_app as aa
for name in aa.__all__: getattr(aa, name)
corpus = aa.open("resources/samples")
[article.layers for article in corpus]
corpus.problems, corpus.people, corpus.sources
print([one for one in sys.modules if one.startswith("PySide6")])
"""
    assert said_by(code).strip() == "[]"


def test_every_name_is_there_and_told_by_dir_and_to_type_checkers() -> None:
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text("utf-8"))
    imported = {one.asname or one.name: (node.module, one.name) for node in stub.body
                if isinstance(node, ast.ImportFrom) for one in node.names}  # fmt: skip
    assert {*imported, "__version__"} == {*aa.__all__}
    assert {*aa.__all__} <= {*dir(aa)}
    for name, (module, own) in imported.items():
        if name != "agreement":
            assert getattr(aa, name) is getattr(sys.modules[module], own), name
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        aa.opne  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    "first", ["aa.agreement", "import analyst_app.agreement.rule", "from analyst_app.agreement import rule"]
)
def test_agreement_is_a_room_and_a_name_whichever_is_used_first(first: str) -> None:
    code = f"""
import analyst_app as aa
{first}
from analyst_app.agreement import rule
import analyst_app.agreement.rule as same
assert rule is same
try: aa.agreement("resources/samples")
except aa.AnalystError as error: print(error)
"""
    assert said_by(code).startswith("Two layers are needed to compare; there is only sample.")


CONSUMER = """
import analyst_app as aa


def spoken(folder: str) -> dict[str, list[str]]:
    corpus: aa.Corpus = aa.open(folder)
    found: dict[str, list[str]] = {}
    for article in corpus:
        for layer in article.layers.values():
            for quote in layer.with_tag("quote"):
                for speaker in layer.linked(quote, "speaker"):
                    found.setdefault(speaker.exact, []).append(quote.exact)
    return found


def main() -> None:
    corpus = aa.open("corpus", unseal=True)
    measured: aa.MeasuredAgreement = aa.agreement(corpus, ["alice", "bob"], measure="f1_exact", tolerance="1 word")
    value: float | None = measured.value
    claim = aa.Annotation("claim", 0, 7, values={"kind": "factual"})
    written: aa.WrittenLayer = aa.write_layer(corpus.articles[0], "model-x", [claim], links=[("source", claim, 1)])
    print(value, written.added, corpus.codebook.tag("claim"), spoken("corpus"))
    if WRONG:
        aa.agreement(corpus, measure="f2")
        aa.Annotation("claim", "0", 7)
"""


def test_a_strict_type_checker_knows_every_type(tmp_path: Path) -> None:
    """With the results of ./check's own run of mypy, so that it takes seconds."""
    script, cache = tmp_path / "consumer.py", tmp_path / "cache"
    script.write_text(CONSUMER.replace("WRONG", "value is None"), "utf-8")
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", cache)
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(cache)]
    found = subprocess.run(
        [*command, str(script)], capture_output=True, text=True, cwd=ROOT, env=os.environ | {"MYPYPATH": str(ROOT)}
    )
    told = [line for line in found.stdout.splitlines() if "error:" in line]
    assert len(told) == 2, found.stdout + found.stderr
    assert "has incompatible type \"Literal['f2']\"" in told[0]
    assert 'has incompatible type "str"; expected "int"' in told[1]


def test_what_users_check_types_by_is_installed() -> None:
    assert (PACKAGE / "py.typed").is_file()
    assert '"analyst_app" = ["py.typed", "*.pyi"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_help_of_agreement_names_its_parameters() -> None:
    code = """
import inspect, pydoc, analyst_app as aa
print(*inspect.signature(aa.agreement).parameters)
print(aa.agreement.__doc__)
print("HELP", pydoc.render_doc(aa.agreement, renderer=pydoc.plaintext))
"""
    names = ["corpus", "layers", "measure", "tolerance", "tags", "regardless_of_tag", "unfinished"]
    signature, told = said_by(code).split("\n", 1)
    assert signature.split() == names
    for words in told.split("HELP"):
        assert [name for name in names if f"{name}: " not in words] == []
        assert "measure: whose figure stands in ``value``" in words
