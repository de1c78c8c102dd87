"""The recipes of ``CONTRIBUTING.md``, followed word for word in a copy of the house, so that they stay true.

A step is a sentence that ends in a colon, with a fenced block under it. The
sentence says what becomes of the block: a new file, lines beside a line that
is there, lines at the end of a file, or commands. A block under any other
sentence is an error, and so is a line that is not there exactly once. What a
recipe has made is then looked at by tests of our own, ``tests/data/recipes``.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
PROBES = Path(__file__).parent / "data" / "recipes"
RECIPES = ("A new export format", "A new attribute type", "A new action", "A new language")
COPIED = ("analyst_app", "resources", "docs", "tests", "pyproject.toml")

_FILE = r"`(?P<file>[^`]+)`"
_LINE = r"(?P<marks>`{1,2})(?P<line>.+?)(?P=marks)"
_SENTENCES = {
    "make": re.compile(rf"\bMake {_FILE}:$"),
    "put": re.compile(rf"\bIn {_FILE}, (?P<side>after|before) the line (?P<begins>that begins with )?{_LINE}, add:$"),
    "end": re.compile(rf"\bAt the end of {_FILE}, add:$"),
    "run": re.compile(r"\b(?:Run|Then run):$"),
}


class Step(NamedTuple):
    """A sentence of a recipe and the block under it."""

    kind: str
    said: dict[str, str | None]
    block: list[str]


def steps_of(page: str, title: str) -> Iterator[Step]:
    """The steps under a heading, in order."""
    lines, sentence = iter(page.splitlines()), ""
    assert any(line == f"## {title}" for line in lines), f"no recipe {title}"
    for line in lines:
        if line.startswith("#"):
            return
        if line.strip().startswith("```"):
            indent = line[: len(line) - len(line.lstrip())]
            block = []
            while (inner := next(lines)) != f"{indent}```":
                assert inner.startswith(indent) or not inner, f"a line of a block is not indented: {inner}"
                block.append(inner.removeprefix(indent))
            yield step(sentence, block)
        elif line.strip():
            sentence = line.strip()


def step(sentence: str, block: list[str]) -> Step:
    for kind, pattern in _SENTENCES.items():
        if found := pattern.search(sentence):
            return Step(kind, found.groupdict(), block)
    raise AssertionError(f"nobody can follow this: {sentence}")


class House:
    """A copy of the repository in which recipes are followed."""

    def __init__(self, folder: Path, copied: tuple[str, ...] = COPIED) -> None:
        self.folder, self.touched = folder, []
        """The Python files that a recipe has made or changed."""
        for name in copied:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("*.png"))
            else:
                shutil.copy2(source, folder / name)
        # as the build lays it: else the resources of the installed original would be read
        if "analyst_app" in copied:
            (folder / "analyst_app" / "resources").symlink_to(folder / "resources", target_is_directory=True)

    def follow(self, title: str) -> None:
        """Do all that a recipe says."""
        for one in steps_of(PAGE.read_text("utf-8"), title):
            self.do(one)

    def do(self, one: Step) -> None:
        """Do one step."""
        getattr(self, f"_{one.kind}")(one)
        file = one.said.get("file") or ""
        if file.endswith(".py"):
            self.touched.append(file)

    def _make(self, one: Step) -> None:
        path = self.folder / str(one.said["file"])
        assert not path.exists(), f"{one.said['file']} is there already"
        assert path.parent.parent.is_dir(), f"there is no folder for {one.said['file']}"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([*one.block, ""]), "utf-8")

    def _put(self, one: Step) -> None:
        path, wanted = self.folder / str(one.said["file"]), str(one.said["line"]).strip()
        lines = path.read_text("utf-8").split("\n")
        places = [
            place
            for place, line in enumerate(map(str.strip, lines))
            if (line.startswith(wanted) if one.said["begins"] else line == wanted)
        ]
        assert len(places) == 1, f"{one.said['file']} has {len(places)} lines {wanted}"
        place = places[0] + (one.said["side"] == "after")
        path.write_text("\n".join([*lines[:place], *one.block, *lines[place:]]), "utf-8")

    def _end(self, one: Step) -> None:
        path = self.folder / str(one.said["file"])
        path.write_text(path.read_text("utf-8") + "\n".join([*one.block, ""]), "utf-8")

    def _run(self, one: Step) -> None:
        for line in one.block:
            program, *arguments = shlex.split(line)
            if program == "./run":
                arguments = ["-m", "analyst_app", *arguments]
            else:
                assert program == ".venv/bin/python"
            self.python(*arguments)

    def python(self, *arguments: str) -> str:
        """The output of this interpreter, run in the copy; fails unless it ends well."""
        temporary = self.folder.parent / "temporary"  # of its own: pytest clears old folders of all that run at once
        temporary.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8", "TMPDIR": str(temporary)},
        )
        assert done.returncode == 0, f"{shlex.join(arguments)}\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}"
        return done.stdout

    def probe(self, name: str) -> None:
        """Run a test of ours in the copy."""
        shutil.copy(PROBES / f"{name}.py", self.folder / "tests" / "ui" / f"test_probe_{name}.py")
        self.python("-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/ui/test_probe_{name}.py")

    def hold_to_style(self) -> None:
        """Fail unless what the recipe wrote is as the house writes its code."""
        self.python("-m", "ruff", "check", "--no-cache", *self.touched)
        self.python("-m", "ruff", "format", "--no-cache", "--check", *self.touched)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "house")


def test_a_format_made_by_its_recipe_writes_the_samples_and_reads_them_back(house: House, tmp_path: Path) -> None:
    house.follow("A new export format")
    rows = [json.loads(line) for line in (tmp_path / "toy-dataset" / "toy.jsonl").read_text("utf-8").splitlines()]
    samples = house.folder / "resources" / "samples"
    assert {row[0] for row in rows} == {"depot.txt", "harbour.txt", "reservoir.txt"}
    for name, start, end, _, words in rows:
        assert (samples / name).read_text("utf-8")[start:end] == words
    assert "toy" in house.python("-m", "analyst_app", "export", "--list-formats")
    assert (house.folder / "tests" / "golden" / "exports" / "toy" / "toy.jsonl").is_file()
    house.hold_to_style()


def test_an_attribute_type_made_by_its_recipe_is_typed_saved_checked_and_exported(house: House) -> None:
    house.follow("A new attribute type")
    house.probe("attribute_type")
    house.hold_to_style()


def test_an_action_made_by_its_recipe_has_a_menu_a_key_and_a_line_in_the_key_sheet(house: House) -> None:
    house.follow("A new action")
    house.probe("action")
    house.hold_to_style()


def test_a_language_made_by_its_recipe_is_found_out_and_its_verbs_give_a_speaker(house: House, tmp_path: Path) -> None:
    house.follow("A new language")
    text = "La urbo ne havas monon.\n\n“Ni ne fermos la deponejon”, respondis Ada Brandt. Ĝi estas por ĉiuj.\n"
    article = tmp_path / "deponejo.txt"
    article.write_text(text, "utf-8")
    code = "import sys; from analyst_app.language.languages import found_in; print(found_in(sys.argv[1]))"
    assert house.python("-c", code, text).strip() == "eo"
    (row,) = json.loads(house.python("-m", "analyst_app", "suggest", "--json", str(article)))["articles"]
    (quote,) = row["quotes"]
    assert quote["segments"][0]["exact"] == "“Ni ne fermos la deponejon”"
    assert (quote["speaker"]["name"], quote["speaker"]["cue"]["exact"]) == ("Ada Brandt", "respondis")
    house.hold_to_style()


def test_every_recipe_of_the_page_is_followed_here() -> None:
    titles = PAGE.read_text("utf-8").partition("\n# Recipes\n")[2]
    assert tuple(line.removeprefix("## ") for line in titles.splitlines() if line.startswith("## ")) == RECIPES
    followed = Path(__file__).read_text("utf-8")
    assert all(f'house.follow("{title}")' in followed for title in RECIPES)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("In `pyproject.toml`, after the line `[project]`, put:", "nobody can follow this"),
        ("In `pyproject.toml`, after the line `[projects]`, add:", "has 0 lines"),
        ("In `pyproject.toml`, after the line that begins with `[`, add:", "lines"),
        ("Make `pyproject.toml`:", "is there already"),
        ("Make `analyst_app/nowhere/at/all.py`:", "there is no folder"),
    ],
)
def test_a_step_that_does_not_fit_the_code_any_more_fails(tmp_path: Path, sentence: str, why: str) -> None:
    house = House(tmp_path, copied=("pyproject.toml",))
    with pytest.raises(AssertionError, match=why):
        house.do(step(sentence, ["x"]))


def test_a_block_is_taken_without_the_indentation_of_its_list() -> None:
    page = "## One\n\n1. Make `a.py`:\n\n   ```\n   if True:\n       pass\n\n   ```\n\n   Words.\n\n## Two\n\nRun:\n"
    assert list(steps_of(page, "One")) == [Step("make", {"file": "a.py"}, ["if True:", "    pass", ""])]
