"""Enter in the list of S waits until all mentions are found, and Ctrl+Z before that takes it back."""

from __future__ import annotations

from tests.workflows.person import write
from tests.workflows.reviewing import put_layer, spans
from tests.workflows.test_keys_ahead import at_a, tagged


def test_undo_takes_an_enter_of_s_back_where_nothing_else_can_be_undone(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder, "a.txt", "Ada Brandt spoke. Then Brandt left.\n" * 1_500)
    put_layer(folder / "a.txt", "alice", spans("alice", ("actor", 0, 10)))

    def script(person):
        person.wait(lambda: person.annotations)
        person.bridge.set_current("alice-0")
        person.keys("S Enter Ctrl+Z")
        person.wait(lambda: person.is_idle)
        assert person.label("mode_chip") == "SAME"
        person.keys("Esc")

    at_a(folder, script)
    assert len(tagged(folder, "a")) == 1
