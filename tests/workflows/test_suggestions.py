"""Suggestions from the command line's window to the dataset: what is made, and where nothing is ever shown.

Tests of ui.annotate.fences, too.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analyst_app.export.exporting import ExportRequest, export
from analyst_app.ui.commands.modes import ModeKeeper
from tests.corpus import blind
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, sidecar, spans

TEXT = (
    "The board met on Monday. “The quay will close in May,” said Ada Brandt, its chair.\n\n"
    "Lena Ortiz warned: “Prices have risen again.”\n"
)
FIRST, LAST = "“The quay will close in May,”", "“Prices have risen again.”"


def as_alice(*paths: Path, script: object) -> None:
    at_the_window(*paths, "--annotator", "alice", script=script)  # type: ignore[arg-type]


def records(article: Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(sidecar(article, "alice").read_text("utf-8"))
    return found


def test_what_was_accepted_is_in_file_export_and_card_and_what_was_shown_is_in_none(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    article = write(folder, "harbour.txt", TEXT)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.wait(lambda: person.is_idle)
        person.actions.trigger("view.suggestions")
        person.keys("U Enter U")
        person.wait(lambda: person.is_idle)
        assert person.part(ModeKeeper).name == "SUGGEST"
        assert "Quote 1" in person.label("counts")
        person.keys("Ctrl+S")
        person.wait(lambda: person.label("save_state").startswith("Saved"))

    as_alice(folder, article, script=script)
    made = records(article)
    assert sorted(one["exact"] for one in made["annotations"]) == sorted([FIRST, "Ada Brandt", "said"])  # type: ignore[type-var]
    for one in made["annotations"]:
        assert one["assist"] == one["assist"] | {"by": "rules", "edited": False}  # type: ignore[operator]
    assert "dismissed" not in made
    out = tmp_path / "out"
    export(ExportRequest(corpus=folder, format_name="jsonl", output=out, workers=1))
    (line,) = [json.loads(row) for row in (out / "data.jsonl").read_text("utf-8").splitlines()]
    assert [(row["text"], row["assist"]["by"]) for row in line["spans"]] == [
        (FIRST, "rules"),
        ("said", "rules"),
        ("Ada Brandt", "rules"),
    ]
    card = next(out.glob("*.md")).read_text("utf-8") if not (out / "README.md").exists() else ""
    card = card or (out / "README.md").read_text("utf-8")
    assert "quote: 100 % were proposed (1); 0 % of those corrected" in card
    plain = tmp_path / "plain"
    done = export(ExportRequest(corpus=folder, format_name="csv", output=plain, workers=1))
    assert "suggestion" not in done.outcome.losses.counts
    said = (plain / "spans.csv").read_text("utf-8-sig")
    assert len(re.findall(r"rules/[^/]+/0\.\d+/kept", said)) == 3


@pytest.mark.parametrize("above", [False, True])
def test_a_blind_reading_gets_none_and_goes_on_as_ever(tmp_path: Path, above: bool) -> None:
    folder = blind.write_corpus(tmp_path / "corpus")
    article = folder / "new.txt"
    if above:  # a codebook of its own in a folder below one that is read blind does not unseal what lies above
        article = folder / "part" / "new.txt"
        article.parent.mkdir()
        article.write_text(blind.TEXT, "utf-8")

    def script(person: Person) -> None:
        person.wait_open("new.txt")
        for _ in range(2):
            person.keys("U")
            assert person.part(ModeKeeper).name == "READ"
            assert person.view._frame._guests[0].current is None
            assert "with marks · 4 words" in person.label("key_hints")
            person.wait(lambda: person.is_idle)
        person.actions.trigger("view.suggestions")
        person.wait(lambda: person.is_idle)
        assert person.view._frame._guests[0].others == ()
        person.actions.trigger("suggest.accept_all")
        assert "read blind" in person.label("key_hints")
        person.keys("U Q L Enter")
        store = person.bridge.session.store
        assert [link.role for link in store.links] == ["speaker", "cue"] or len(store.links) == 2
        assert not any(one.extra for one in store.annotations)

    as_alice(article if above else folder, article, script=script)


def test_a_review_gets_none(tmp_path: Path) -> None:
    article = write(tmp_path, "harbour.txt", TEXT)
    start = TEXT.index(FIRST)
    put_layer(article, "alice", spans("alice", ("claim", 0, 23)))
    put_layer(article, "bob", spans("bob", ("quote", start, start + len(FIRST))))

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.wait(lambda: person.is_idle)
        person.actions.trigger("view.suggestions")
        person.wait(lambda: bool(person.view._frame._guests[0].others))
        begin(person, "harbour.txt")
        person.keys("U")
        assert person.part(ModeKeeper).name != "SUGGEST"
        assert person.view._frame._guests[0].current is None

    as_alice(article, script=script)
