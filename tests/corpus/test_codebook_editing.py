"""Editing a codebook raises its version, keeps every id and unknown key, and refuses clashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.corpus import codebook_editing as editing
from analyst_app.errors import CodebookInvalid, SidecarConflict
from tests import frames


@pytest.fixture
def raw() -> dict[str, object]:
    return {**resources.built_in_codebook(), "mine": {"kept": True}}


def tag(raw: object, tag_id: str) -> object:
    found = Codebook.from_data(raw).tag(tag_id)
    assert found is not None
    return found


def test_a_new_tag_gets_an_id_of_its_name_and_raises_the_version(raw: dict[str, object]) -> None:
    new = editing.add_tag(raw, "Främe of war", key="f", colour="#aa5500")
    codebook = Codebook.from_data(new)
    added = codebook.tag("frame_of_war")
    assert added is not None
    assert (added.name, added.key, codebook.version) == ("Främe of war", "F", 2)
    assert new["mine"] == {"kept": True}
    assert raw["version"] == 1


@pytest.mark.parametrize("key", ["B", "r"])
def test_a_key_of_the_review_is_refused_for_a_new_tag_and_an_old_one_keeps_it(raw: dict[str, object], key: str) -> None:
    with pytest.raises(CodebookInvalid, match=f"The key {key.upper()} decides in a review"):
        editing.add_tag(raw, "Burden", key=key)
    with pytest.raises(CodebookInvalid, match="decides in a review"):
        editing.edit_tag(raw, "claim", {"key": key})
    old = {**raw, "tags": [{**raw["tags"][0], "key": key.upper()}, *raw["tags"][1:]]}
    edited = editing.edit_tag(old, raw["tags"][0]["id"], {"key": key.upper(), "name": "Assertion"})
    assert Codebook.from_data(edited).for_key(key).name == "Assertion"


def test_a_key_that_clashes_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(CodebookInvalid, match='"C" stands twice'):
        editing.add_tag(raw, "Cause", key="C")
    with pytest.raises(CodebookInvalid, match="which a command uses"):
        editing.add_tag(raw, "Link", key="L")
    with pytest.raises(CodebookInvalid, match="#rrggbb"):
        editing.add_tag(raw, "Frame", colour="red")


def test_renaming_changes_the_name_and_never_the_id(raw: dict[str, object]) -> None:
    new = editing.edit_tag(raw, "claim", {"name": "Assertion", "definition": "What one says is so."})
    assert tag(new, "claim").name == "Assertion"  # type: ignore[attr-defined]
    with pytest.raises(CodebookInvalid, match="cannot be changed"):
        editing.edit_tag(raw, "claim", {"id": "assertion"})
    with pytest.raises(CodebookInvalid, match="no tag nothing"):
        editing.edit_tag(raw, "nothing", {"name": "x"})


def test_a_retired_tag_gives_its_key_free_and_comes_back(raw: dict[str, object]) -> None:
    retired = editing.retire_tag(raw, "claim")
    assert tag(retired, "claim").retired  # type: ignore[attr-defined]
    reused = editing.add_tag(retired, "Cause", key="C")
    assert Codebook.from_data(reused).version == 3
    assert not tag(editing.retire_tag(retired, "claim", retired=False), "claim").retired  # type: ignore[attr-defined]


def test_merging_retires_one_tag_and_gives_the_other_its_attributes(raw: dict[str, object]) -> None:
    new = Codebook.from_data(editing.merge_tags(raw, "claim", "quote"))
    claim, quote = new.tag("claim"), new.tag("quote")
    assert claim is not None
    assert quote is not None
    assert claim.retired
    assert quote.attribute("hedged") is not None
    assert quote.role("about") is not None
    with pytest.raises(CodebookInvalid, match="into itself"):
        editing.merge_tags(raw, "claim", "claim")


def test_a_tag_that_another_is_merged_into_plays_its_part(raw: dict[str, object]) -> None:
    cited = editing.add_tag(raw, "Citation", key="", colour="#334455")
    new = Codebook.from_data(editing.merge_tags(cited, "quote", "citation"))
    first = new.first_for("quotation")
    assert first is not None
    assert first.id == "citation"
    assert {tag.id for tag in new.tags_for("quotation")} == {"quote", "citation"}  # old annotations keep the old tag
    claim = Codebook.from_data(editing.merge_tags(raw, "quote", "claim")).tag("claim")
    assert claim is not None
    assert claim.plays == "claim"


def test_an_example_is_added_once(raw: dict[str, object]) -> None:
    example = {"text": "It is [so].", "article": "a.txt", "start": 6, "end": 8}
    new = editing.add_example(editing.add_example(raw, "quote", example, counter=True), "quote", example, counter=True)
    assert tag(new, "quote").counterexamples == ("It is [so].",)  # type: ignore[attr-defined]


def test_a_tag_is_put_under_another_but_not_under_itself(raw: dict[str, object]) -> None:
    new = editing.edit_tag(editing.edit_tag(raw, "quote", {"under": "claim"}), "actor", {"under": "quote"})
    assert tag(new, "actor").under == "quote"  # type: ignore[attr-defined]
    for wrong in ({"under": "claim"}, {"under": "actor"}):
        with pytest.raises(CodebookInvalid, match="cannot stand under itself"):
            editing.edit_tag(new, "claim", wrong)
    with pytest.raises(CodebookInvalid, match="There is no tag nobody"):
        editing.edit_tag(new, "claim", {"under": "nobody"})
    assert "under" not in editing.edit_tag(new, "actor", {"under": ""})["tags"][2]


def test_a_tag_is_moved_before_another_and_stands_under_what_that_stands_under(raw: dict[str, object]) -> None:
    def order(data: dict[str, object]) -> list[str]:
        return [one["id"] for one in data["tags"]]  # type: ignore[attr-defined]

    moved = editing.move_tag(raw, "actor", "claim")
    assert order(moved) == ["actor", "claim", "quote", "cue", "skip"]
    assert order(editing.move_tag(raw, "claim", None)) == ["quote", "actor", "cue", "skip", "claim"]
    grouped = editing.edit_tag(raw, "quote", {"under": "claim"})
    assert tag(editing.move_tag(grouped, "actor", "quote"), "actor").under == "claim"  # type: ignore[attr-defined]
    with pytest.raises(CodebookInvalid, match="cannot stand under itself"):
        editing.move_tag(grouped, "claim", "quote")


def test_a_codebook_is_written_a_tag_a_line_and_never_over_anothers_change(
    tmp_path: Path, raw: dict[str, object]
) -> None:
    path = tmp_path / "codebook.json"
    seen = editing.write_codebook(path, editing.add_tag(raw, "Frame"), seen="")
    assert sum('"id":"frame"' in line for line in path.read_text("utf-8").splitlines()) == 1
    data, read = editing.read_codebook(path)
    assert read == seen
    assert Codebook.from_data(data).version == 2
    path.write_text(path.read_text("utf-8") + " ", "utf-8")
    with pytest.raises(SidecarConflict, match="someone has changed it"):
        editing.write_codebook(path, editing.add_tag(data, "Other"), seen=seen)


def test_a_part_is_set_and_taken_away_again() -> None:
    raw = frames.frames()
    plain = editing.edit_tag(raw, "statement", {"plays": ""})
    assert "plays" not in plain["tags"][2]
    assert not Codebook.from_data(plain).has_part("quotation")
    again = editing.edit_tag(plain, "statement", {"plays": "quotation"})
    assert again["tags"][2]["plays"] == "quotation"


def test_a_part_that_is_not_known_is_kept_when_something_else_is_edited() -> None:
    raw = frames.frames()
    raw["tags"][0]["plays"] = "narrator"
    assert editing.edit_tag(raw, "frame", {"name": "Framing"})["tags"][0]["plays"] == "narrator"


def test_tags_whose_digits_are_noted_as_null_are_merged() -> None:
    flags = [{"id": name, "type": "flag", "digit": None} for name in ("one", "two")]
    three = [{"id": "three", "type": "flag", "digit": None}]
    tags = [{"id": "a", "attributes": flags}, {"id": "b", "attributes": three}]
    merged = editing.merge_tags({"format": "media-codebook", "id": "x", "tags": tags}, "a", "b")
    assert [one["id"] for one in merged["tags"][1]["attributes"]] == ["three", "one", "two"]


def test_reasons_are_lines_that_keep_their_ids_through_another_name() -> None:
    old = [{"id": "wide", "name": "too wide"}, {"id": "own", "name": "own", "weight": 2}, "no reason"]
    assert editing.reasons_in_words(old) == "too wide\nown"
    assert editing.reasons_from_words("too wide\nown\n", old) == old
    assert editing.reasons_from_words("far too wide\nown", old)[0] == {"id": "wide", "name": "far too wide"}
    assert editing.reasons_from_words("own\ntoo wide\nnew one", old) == [
        old[1],
        old[0],
        {"id": "new_one", "name": "new one"},
        "no reason",
    ]


def test_empty_reasons_leave_the_tag_or_the_codebook_without_the_key(raw: dict[str, object]) -> None:
    made = editing.edit_tag(raw, "claim", {"reasons": [{"id": "wide", "name": "too wide"}]})
    assert [one.id for one in tag(made, "claim").reasons] == ["wide"]  # type: ignore[attr-defined]
    assert editing.edit_tag(made, "claim", {"reasons": []})["tags"] == raw["tags"]
    general = editing.set_reasons(raw, [{"id": "wide", "name": "too wide"}])
    assert general["reasons"] == [{"id": "wide", "name": "too wide"}]
    assert "reasons" not in editing.set_reasons(general, [])


def test_a_majority_is_proposed_or_the_key_goes(raw: dict[str, object]) -> None:
    wanted = editing.set_majority(raw, is_proposed=True)
    assert (wanted["majority"], wanted["tags"]) == (True, raw["tags"])
    assert "majority" not in editing.set_majority(wanted, is_proposed=False)
