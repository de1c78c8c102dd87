"""Child programs are started by ``python -m``, and in a bundle by the program itself."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from analyst_app.errors import MissingExtra
from analyst_app.importers import child_program


@pytest.fixture
def bundle(monkeypatch):
    """A Python that says it is a bundle, as PyInstaller's does."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/analyst-app/analyst-app")


def test_each_program_is_there_and_has_its_entry():
    for module in child_program.PROGRAMS.values():
        found = find_spec(module)
        assert found is not None
        assert "def main() -> None:" in (found.loader.get_source(module) or "")


def test_a_python_starts_a_module():
    assert child_program.command("parsing") == [sys.executable, "-m", "analyst_app.importers.parsing_process"]


def test_a_bundle_starts_itself(bundle):
    assert child_program.command("parsing") == ["/opt/analyst-app/analyst-app", "--child", "parsing"]
    assert child_program.search_path() == []


def test_a_program_that_is_none_is_refused():
    with pytest.raises(KeyError):
        child_program.command("shell")


@pytest.mark.parametrize(
    "words",
    [
        ["app"],
        ["app", "--child"],
        ["app", "--child", "shell"],
        ["app", "article.txt"],
        ["app", "article.txt", "--child"],
    ],
)
def test_other_words_start_no_child(words):
    assert not child_program.run(words)


def test_the_hidden_word_runs_the_program(tmp_path):
    words = "import sys; from analyst_app.importers.child_program import run; sys.exit(not run(['app', '--child', 'parsing']))"
    done = subprocess.run([sys.executable, "-c", words], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    assert done.returncode == 0  # its input ended at once, so there was nothing to read


def test_a_bundle_names_the_full_program_and_no_pip(bundle):
    said = str(MissingExtra("gamma", "the measure gamma"))
    assert said.startswith("The measure gamma needs a library that this download is without.")
    assert "docs/installing.md" in said
    assert "pip" not in said


def test_a_python_names_the_line_that_installs():
    assert "pip install 'analyst-app[gamma]'" in str(MissingExtra("gamma", "the measure gamma"))
