"""One window a state folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analyst_app.ui.start import single_instance
from analyst_app.ui.start.single_instance import Instance, OpenRequest, request_of

Make = Callable[..., Instance]


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Make]:
    """Makes instances of one state folder and lets go of it in the end."""
    made: list[Instance] = []

    def instance(annotator: str = "alice", folder: str = "state") -> Instance:
        made.append(Instance(tmp_path / folder, annotator))
        return made[-1]

    yield instance
    for each in made:
        each.release()


def test_only_one_holds_a_state_folder_until_it_lets_go(instance: Make) -> None:
    first, second = instance(), instance()
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()


def test_other_state_folders_do_not_matter(instance: Make) -> None:
    assert instance(folder="a").claim()
    assert instance(folder="b").claim()


def test_a_request_reaches_the_first_whatever_bytes_its_paths_have(
    instance: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = instance(), instance()
    first.claim()
    taken: list[OpenRequest] = []
    monkeypatch.setattr(single_instance.time, "sleep", lambda _: taken.extend(first.requests()))
    asked = request_of(["odd\udcff\nname.txt", "/tmp/ﬁ.txt"], "", "cp1252")
    assert second.hand_over(asked) == (0, "")
    assert taken == [asked]
    assert Path(taken[0].paths[0]).is_absolute()


def test_another_annotators_window_is_not_asked(instance: Make) -> None:
    first, second = instance(), instance("bob")
    first.claim()
    code, words = second.hand_over(request_of([], "bob", ""))
    assert code == 2
    assert "alice" in words
    assert list(first.requests()) == []


def test_a_window_that_does_not_answer_is_said(instance: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_instance, "_PATIENCE", 0.05)
    first, second = instance(), instance()
    first.claim()
    code, words = second.hand_over(request_of(["a.txt"], "", ""))
    assert code == 2
    assert "does not answer" in words
    assert list(first.requests()) == []


def test_a_window_that_closes_meanwhile_leaves_its_place(instance: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_instance, "_PATIENCE", 0.05)
    first, second = instance(), instance()
    first.claim()
    monkeypatch.setattr(single_instance.time, "sleep", lambda _: first.release())
    assert second.hand_over(request_of(["a.txt"], "", ""))[0] == -1
    assert second.claim()


def test_what_is_no_request_is_passed_over(instance: Make) -> None:
    first = instance()
    first.claim()
    (first.inbox / "1.json").write_text("{}")
    (first.inbox / "2.json").write_text("nonsense")
    (first.inbox / "3.json").write_text('{"paths": ["/a"], "annotator": "", "encoding": ""}')
    assert list(first.requests()) == [OpenRequest(("/a",))]
