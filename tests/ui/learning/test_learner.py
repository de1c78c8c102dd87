"""The process that learns starts from any start of the program, and its window tells what came of it.

Tests of ui.learning.learnt_words, ui.learning.learning_window, ui.suggest.span_mode and
ui.furnishing.learning_parts, too.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from analyst_app.assist.learning.lessons import SPEAKERS
from analyst_app.assist.learning.model import Model
from analyst_app.assist.learning.schooling import Report
from analyst_app.assist.learning.trial import TagFigures
from analyst_app.assist.suggestions import suggestions
from analyst_app.core.codebook import Codebook
from analyst_app.language.languages import language
from analyst_app.resources import built_in_codebook
from analyst_app.storage.file_names import sidecar_path
from analyst_app.ui.learning.learner import Learner
from analyst_app.ui.learning.learning_window import LearningWindow
from analyst_app.ui.learning.learnt_words import figures_table, in_words, share, summary
from tests.assist.learning import corpora
from tests.assist.learning.teams import article
from tests.workflows.person import Person

CODEBOOK = Codebook.from_data(built_in_codebook())
_SECONDS = 600_000
"""Milliseconds, for the process that learns gives way to all others: beside three busy ones it takes minutes."""
pytestmark = pytest.mark.timeout(900)
_PARENT = """
import sys, threading
from pathlib import Path
from analyst_app.assist.learning.schooling import Course, schooled_aside
from analyst_app.export.executors import aside

if __name__ == "__main__":
    if len(sys.argv) > 2:
        import multiprocessing
        sys.frozen = True
        multiprocessing.set_executable(sys.argv[2])
    threading.Thread(target=threading.Event().wait, daemon=True).start()  # as the window: no fork
    folder = Path(sys.argv[1])
    course = Course(folder, folder.parent / "cache", "alice", {"quote": "quotation", "promise": None})
    report = aside(schooled_aside, course, is_stopped=lambda: False)
    print(report.articles, *(tag for tag, _ in report.model.taggers), sep="\\n")
"""
_BUNDLE = """#!{python} -I
# As a bundle starts: one program, which is also its own children's.
import sys
sys.frozen = True
if "-c" in sys.argv:
    exec(sys.argv[sys.argv.index("-c") + 1])  # what bundlers do for multiprocessing's tracker
else:
    import runpy
    runpy.run_module("analyst_app", run_name="__main__", alter_sys=True)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = corpora.write(tmp_path_factory.mktemp("team") / "corpus", done=10)
    corpora.write_unread(folder, 40, article(40).text)
    return folder


def started(tmp_path: Path, *arguments: str) -> list[str]:
    parent = tmp_path / "parent.py"
    parent.write_text(_PARENT, "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(parent), *arguments],
        cwd="/",
        capture_output=True,
        text=True,
        timeout=_SECONDS / 1000,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


def test_it_is_learnt_in_a_process_started_from_nowhere(corpus: Path, tmp_path: Path):
    assert started(tmp_path, str(corpus)) == ["10", "promise", "quote", SPEAKERS]


def test_it_is_learnt_in_a_process_that_a_bundle_starts(corpus: Path, tmp_path: Path):
    bundle = tmp_path / "analyst-app"
    bundle.write_text(_BUNDLE.format(python=sys.executable), "utf-8")
    bundle.chmod(0o755)
    assert started(tmp_path, str(corpus), str(bundle)) == ["10", "promise", "quote", SPEAKERS]


# -- in words ----------------------------------------------------------------------------


def report(*figures: TagFigures, **how: object) -> Report:
    return Report(12, model=Model("", 12, figures, ()), **how)  # type: ignore[arg-type]


def test_the_figures_stand_in_a_sentence_with_their_range():
    words = in_words(TagFigures("claim", 40, 12, 0.61, 0.72, 0.04, 0.8), 12, CODEBOOK)
    assert words.startswith("Claim: learnt from 12 articles, found .61 → .72 ± .04.")
    assert "proposes" in words
    assert "rules go on alone" in in_words(TagFigures("claim", 40, 12, 0.61, 0.64, 0.04, 0.8), 12, CODEBOOK)
    assert "Too little" in in_words(TagFigures("claim", 40, 12, 0.0, 0.2, 0.04, 0.2), 12, CODEBOOK)
    assert (share(1.0), share(0.0), share(0.725)) == ("1.00", ".00", ".72")


def test_a_row_a_tag_and_a_tag_that_the_codebook_does_not_know_by_its_id():
    table = figures_table(report(TagFigures("frame", 12, 10, 0.0, 0.7, 0.05, 0.8)), CODEBOOK)
    assert [cell.value for cell in table.rows[0]] == ["frame", 12, ".00", ".70", "± .05", "yes"]


def test_the_summary_says_why_nothing_was_learnt():
    assert "3 more are needed" in summary(Report(7, missing=3))
    assert "1 more is needed" in summary(Report(9, missing=1))
    assert "read blind" in summary(Report(0, is_blind=True))
    assert "pip install" in summary(Report(12, lacks="It needs a library: pip install 'analyst-app[learn]'"))
    assert "often enough" in summary(report())
    lines = summary(report(in_review=2, problems=("a", "b", "c", "d", "e"))).split("\n")
    assert "2 articles are being reviewed" in lines[1]
    assert lines[-1] == "… and 2 more"


# -- in the window -----------------------------------------------------------------------


def opened(qtbot: QtBot, person: Person, folder: Path) -> LearningWindow:
    person.opener.open_paths([folder])
    person.wait_open("00.txt")
    person.choose("corpus.learn")
    qtbot.waitUntil(lambda: person.window.findChild(LearningWindow) is not None)
    window = person.window.findChild(LearningWindow)
    assert window is not None
    return window


def learner_of(person: Person) -> Learner:
    return person.part(Learner)


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def person(open_text: Callable[..., Person]) -> Person:
    return open_text("An article.\n")


def test_the_window_learns_shows_the_figures_and_opens_the_article_that_teaches_most(
    qtbot: QtBot, person: Person, corpus: Path
):
    before = {path.name: path.read_bytes() for path in corpus.iterdir() if path.is_file()}
    window = opened(qtbot, person, corpus)
    assert window.stop.isVisible()
    qtbot.waitUntil(lambda: window.figures.isVisible(), timeout=_SECONDS)
    assert window.said.text() == "Learnt from 10 finished articles."
    rows = [[str(cell.value) for cell in row] for row in window._table.table.rows]
    assert {row[0]: row[-1] for row in rows} == {"Actor": "no", "Promise": "yes", "Quote": "yes"}
    assert "learnt from 10 articles, found" in window.sentence.text()
    assert "&" not in window.next.text().removeprefix("&")
    window.next.click()
    person.wait_open("40.txt")
    after = {path.name: path.read_bytes() for path in corpus.iterdir() if path.is_file()}
    assert after == before, "a suggestion is saved nowhere"


def test_what_was_learnt_is_proposed_until_it_is_switched_off(qtbot: QtBot, person: Person, corpus: Path):
    window = opened(qtbot, person, corpus)
    qtbot.waitUntil(lambda: window.use.isVisible(), timeout=_SECONDS)
    learner, english = learner_of(person), language("en")
    text = "It rained. Lena Ortiz vowed to open the lock on Sundays.\n"
    rules = suggestions(text, english)
    assert learner.mend is not None
    assert [one.span.of(text) for one in learner.mend(text, english, rules).spans] == ["to open the lock on Sundays"]
    window.use.click()
    assert learner.mend is None


def test_what_was_learnt_is_there_again_when_the_folder_is_opened_again(qtbot: QtBot, person: Person, corpus: Path):
    window = opened(qtbot, person, corpus)
    qtbot.waitUntil(lambda: window.use.isVisible(), timeout=_SECONDS)
    learner = learner_of(person)
    learner.follow(None)
    assert learner.mend is None
    learner.follow(corpus)
    qtbot.waitUntil(lambda: learner.mend is not None)


def test_u_shows_what_was_learnt_and_enter_notes_that_it_was(
    qtbot: QtBot, person: Person, corpus: Path, tmp_path: Path
):
    folder = tmp_path / "copy"
    shutil.copytree(corpus, folder)
    clause = "the mill had never paid its rent"
    text = f"The mill again\n\nIt rained. Lena Ortiz grumbled that {clause}. Nobody came.\n"
    (folder / "41.txt").write_text(text, "utf-8")
    window = opened(qtbot, person, folder)
    qtbot.waitUntil(lambda: window.use.isVisible(), timeout=_SECONDS)
    window.close()
    person.opener.open_paths([folder / "41.txt"])
    person.wait_open("41.txt")
    person.view.setFocus()
    person.keys("U")
    qtbot.waitUntil(lambda: person.label("mode_chip") == "SUGGEST", timeout=_SECONDS)
    assert "as your team tags, learnt from 10 articles" in person.label("key_hints")
    assert person.tagged == [], "what is only shown is no annotation"
    person.keys("Enter")
    assert ("quote", clause) in person.tagged
    assert ("actor", "Lena Ortiz") in person.tagged
    quote = next(one for one in person.annotations if one.tag == "quote")
    assist = dict(quote.extra)["assist"]
    assert (assist["by"], assist["edited"]) == ("learnt", False)


def test_words_of_another_tag_are_shown_made_let_go_and_never_proposed_again(
    qtbot: QtBot, person: Person, corpus: Path, tmp_path: Path
):
    folder, deeds = tmp_path / "copy", ("to open the lock on Sundays", "to sell no land to the mill")
    shutil.copytree(corpus, folder)
    text = f"The lock again\n\nIt rained. Lena Ortiz vowed {deeds[0]}. Nobody came. Piet Oster pledged {deeds[1]}.\n"
    (folder / "41.txt").write_text(text, "utf-8")
    window = opened(qtbot, person, folder)
    qtbot.waitUntil(lambda: window.use.isVisible(), timeout=_SECONDS)
    window.close()
    person.opener.open_paths([folder / "41.txt"])
    person.wait_open("41.txt")
    person.view.setFocus()
    person.actions.trigger("view.suggestions")
    boxes = lambda: [mark.span.of(text) for mark in person.view._frame._guests[0].others if mark.tag == "promise"]  # noqa: E731
    qtbot.waitUntil(lambda: boxes() == list(deeds), timeout=_SECONDS)
    person.view.grab()
    seen: list[str] = []
    while "Promise: as your team tags, learnt from 10 articles · " not in person.label("key_hints"):
        person.keys("N" if seen else "U")
        seen.append(str(person.bridge.selection))
        assert len(seen) < 20, "N comes by all that is proposed"
    assert person.bridge.selection is not None
    assert person.bridge.selection.of(text) == deeds[0]
    assert person.tagged == [], "what is only shown is no annotation"
    assert "Del no Promise" in person.label("key_hints")
    person.view.grab()
    person.keys("Enter")
    assert person.tagged == [("promise", deeds[0])]
    assert dict(person.annotations[0].extra)["assist"]["by"] == "learnt"
    assert boxes() == [deeds[1]]
    person.keys("U")
    while "Promise: as your team tags" not in person.label("key_hints"):
        person.keys("N")
        seen.append("")
        assert len(seen) < 40
    assert person.bridge.selection.of(text) == deeds[1]
    person.keys("Delete")
    assert boxes() == []
    person.keys("Ctrl+Z Ctrl+Z")
    assert boxes() == list(deeds)
    person.keys("Ctrl+Shift+Z Ctrl+Shift+Z")
    assert boxes() == []
    assert person.tagged == [("promise", deeds[0])]
    person.wait_saved()
    person.opener.open_paths([folder / "40.txt"])
    person.wait_open("40.txt")
    person.opener.open_paths([folder / "41.txt"])
    person.wait_open("41.txt")
    qtbot.waitUntil(lambda: person.is_idle, timeout=_SECONDS)
    assert person.actions.action("view.suggestions").isChecked()
    assert boxes() == [], "neither what was made nor what was let go"


def test_it_can_be_stopped_and_the_window_says_so(qtbot: QtBot, person: Person, corpus: Path):
    window = opened(qtbot, person, corpus)
    window.stop.click()
    assert not learner_of(person).is_learning
    assert window.said.text() == "Nothing was learnt yet in this folder."
    window.again.click()
    qtbot.waitUntil(lambda: window.figures.isVisible(), timeout=_SECONDS)


def test_a_window_that_is_opened_again_counts_from_when_it_began_to_learn(qtbot: QtBot, person: Person, corpus: Path):
    window = opened(qtbot, person, corpus)
    learner = learner_of(person)
    assert learner.is_learning
    learner.begun -= 100
    window.close()
    qtbot.waitUntil(lambda: person.window.findChild(LearningWindow) is None)
    person.choose("corpus.learn")
    qtbot.waitUntil(lambda: person.window.findChild(LearningWindow) is not None)
    again = person.window.findChild(LearningWindow)
    assert again is not None
    assert "… 10" in again.said.text()
    learner.stop()


def test_with_nine_finished_articles_it_says_that_one_more_is_needed(qtbot: QtBot, person: Person, tmp_path: Path):
    window = opened(qtbot, person, corpora.write(tmp_path / "small", done=9))
    qtbot.waitUntil(lambda: "1 more is needed" in window.said.text(), timeout=_SECONDS)
    assert not window.figures.isVisible()
    assert not window.use.isVisible()


def test_in_a_corpus_that_is_read_blind_nothing_is_learnt_though_a_model_is_there(
    qtbot: QtBot, person: Person, tmp_path: Path
):
    folder = corpora.write(tmp_path / "blind", done=10)
    window = opened(qtbot, person, folder)
    qtbot.waitUntil(lambda: window.use.isVisible(), timeout=_SECONDS)
    (folder / "codebook.json").write_text(json.dumps(corpora.codebook_data() | {"sealed": True}), "utf-8")
    window.again.click()
    qtbot.waitUntil(lambda: "read blind" in window.said.text(), timeout=_SECONDS)
    assert learner_of(person).mend is None


def test_a_damaged_layer_is_named_in_the_window(qtbot: QtBot, person: Person, tmp_path: Path):
    folder = corpora.write(tmp_path / "damaged", done=11)
    path = sidecar_path(folder / "07.txt", "alice")
    path.write_bytes(path.read_bytes().replace(b'"start":', b'"start":-', 1))
    (folder / "08.txt").write_bytes(b"\x81\x8d\x00\xff\xfe")
    window = opened(qtbot, person, folder)
    qtbot.waitUntil(lambda: not learner_of(person).is_learning, timeout=_SECONDS)
    assert "08.txt" in window.said.text() or "Learnt from 10" in window.said.text()


def test_without_a_folder_it_says_to_open_one(person: Person):
    said: list[str] = []
    person.bridge.said.connect(said.append)
    person.choose("corpus.learn")
    assert said == ["Open a folder of articles (Ctrl+Shift+O) for the assistant to learn from."]
    assert person.window.findChild(LearningWindow) is None
