"""What the docs say is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyst_app import __version__
from analyst_app.cli import COMMANDS
from analyst_app.ui.commands.actions import ACTIONS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
NAMED = re.compile(r"(?<!\bMake )`((?:tests|docs|resources|analyst_app)/[\w./-]+)`")
"""Files that a page names, but for those that a recipe makes."""


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, _ in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{name_of(page)} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_named_is_there(page: Path) -> None:
    for path in re.findall(NAMED, page.read_text("utf-8")):
        assert (ROOT / path).exists(), f"{name_of(page)} names {path}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_named_is_one(page: Path) -> None:
    for word in re.findall(r"(?:^|`)(?:analyst-app|\./run) ([a-z]+)\b(?![./])", page.read_text("utf-8"), re.MULTILINE):
        assert word in COMMANDS, f"{name_of(page)} names the command {word}"


def test_no_figure_is_left_to_fill_in() -> None:
    assert not re.search(r"\b(FIGURES|TBD|XXX)\b", (ROOT / "README.md").read_text("utf-8"))


def test_the_changelog_knows_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_menus_use_the_glossary() -> None:
    forbidden = re.compile(
        r"\b(document|highlight|label|region|user|coder|relation|schema|workspace)s?\b", re.IGNORECASE
    )
    for action in ACTIONS:
        assert not forbidden.search(action.text), action.text
