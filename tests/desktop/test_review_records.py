"""A review records what was decided, and only that: each line of it by real keys on a real screen.

Tests of ui.panels.after_review.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from analyst_app.core.annotation import Link
from analyst_app.resources import built_in_codebook
from tests.workflows.reviewing import put_layer, sidecar, spans

TEXT = "".join(f"Paragraph {number} says that the depot closes in spring.\n" for number in range(30))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    return path


def paragraph(number: int) -> int:
    return TEXT.index(f"Paragraph {number} ")


def claims(layer: str, numbers: range, size: int = 20):
    return spans(layer, *(("claim", paragraph(number), paragraph(number) + size) for number in numbers))


def begin_review(sit_down, article: Path, waiting: int):
    seat = sit_down(article, "--annotator", "carol")
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("is_shown", "compare_dialog"), "the dialog")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") == waiting, f"{waiting} differences")
    return seat


def decided(seat, article: Path, count: int) -> list[dict]:
    """The decisions in gold's file, once there are so many."""
    file = sidecar(article, "gold-carol")
    seat.until(lambda: file.exists() and len(json.loads(file.read_text("utf-8"))["decisions"]) == count, "saved")
    return json.loads(file.read_text("utf-8"))["decisions"]


def test_one_and_two_where_one_side_has_nothing_store_no_reason(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 10)))
    put_layer(article, "bob", claims("bob", range(10, 20)))
    seat = begin_review(sit_down, article, 20)
    seat.keys("r")
    seat.until(lambda: seat.ask("popup") == "pick_list", "the reasons")
    seat.keys("2", "2", "1")
    assert [(one["verdict"], one.get("reason")) for one in decided(seat, article, 3)].count(("reject", "too_wide")) == 1
    assert [one.get("reason") for one in decided(seat, article, 3)].count(None) == 2


@pytest.mark.smoke
def test_r_opens_the_reasons_and_holding_it_decides_nothing(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 4)))
    put_layer(article, "bob", claims("bob", range(10, 14)))
    seat = begin_review(sit_down, article, 8)
    seat.hold("r", 1.2)
    assert (seat.ask("popup"), seat.ask("waiting_differences")) == ("pick_list", 8)
    seat.keys("Escape")
    assert (seat.ask("popup"), seat.ask("waiting_differences")) == ("", 8)
    seat.keys("r")
    seat.hold("3", 1.2)
    assert seat.ask("waiting_differences") == 7
    seat.keys("r")
    seat.type("wro")
    seat.hold("Return", 1.2)
    assert seat.ask("waiting_differences") == 6
    seat.keys("r")
    seat.type("headline")
    seat.keys("Return")
    assert {one["reason"] for one in decided(seat, article, 3)} == {"too_narrow", "wrong_tag", "headline"}


def test_all_alike_are_settled_by_control_pressed_twice_and_only_a_never_goes_with_only_b(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 6)))
    put_layer(article, "bob", claims("bob", range(10, 14)))
    seat = begin_review(sit_down, article, 10)
    seat.keys("ctrl+1")
    assert seat.ask("says", "key_hints").startswith("6 alike")
    seat.keys("ctrl+1")
    assert seat.ask("waiting_differences") == 4
    seat.keys("ctrl+r", "ctrl+r")
    assert (seat.ask("popup"), seat.ask("says", "pick_question")) == ("pick_list", "Why are these 4 rejected?")
    seat.keys("1")
    assert seat.ask("waiting_differences") == 0
    reasons = [one.get("reason") for one in decided(seat, article, 10)]
    assert (reasons.count("nothing_to_tag"), reasons.count(None)) == (4, 6)
    assert seat.ask("action", "edit.undo")["text"].replace("&", "").endswith("(4 alike)")


def test_a_held_bulk_key_settles_nothing_and_shift_and_a_digit_is_no_bulk(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 6)))
    put_layer(article, "bob", claims("bob", range(20, 21)))
    seat = begin_review(sit_down, article, 7)
    seat.hold("ctrl+1", 1.2)
    assert seat.ask("waiting_differences") == 6  # those that it shows
    seat.keys("Escape", "shift+1", "shift+1", "shift+r", "shift+r")
    assert seat.ask("waiting_differences") == 7


def test_x_v_and_k_are_no_commands_of_the_review(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(0, 3), 30))
    seat = begin_review(sit_down, article, 3)
    seat.keys("v", "x", "k")
    assert not seat.ask("is_shown", "review_text_a")
    assert seat.ask("waiting_differences") == 3
    seat.keys("shift+x")
    assert seat.ask("waiting_differences") == 2
    assert [one["tag"] for one in seat.ask("annotations")] == ["skip"]


SAID = "Ada Brandt said “we will not leave the depot”, and Max Ortiz agreed.\n"
QUOTE = ("quote", SAID.index("“"), SAID.index("”") + 1)
ADA, MAX = ("actor", 0, 10), ("actor", SAID.index("Max"), SAID.index("Max") + 9)


@pytest.fixture
def said(tmp_path: Path) -> Path:
    path = tmp_path / "said.txt"
    path.write_text(SAID, "utf-8")
    return path


def test_both_of_what_only_the_links_differ_in_is_one_quote_with_both_links(sit_down, said):
    put_layer(said, "alice", spans("alice", QUOTE, ADA, MAX), [Link("la", "speaker", "alice-0", "alice-1")])
    put_layer(said, "bob", spans("bob", QUOTE, ADA, MAX), [Link("lb", "speaker", "bob-0", "bob-2")])
    seat = begin_review(sit_down, said, 1)
    ((kind, _, a, b, *_),) = seat.ask("rows", "difference_table")
    assert (kind, a.split(" · ")[1], b.split(" · ")[1]) == (
        "Link differs",
        "speaker → Ada Brandt",
        "speaker → Max Ortiz",
    )
    seat.keys("b")
    assert [one["tag"] for one in seat.ask("annotations")].count("quote") == 1
    decided(seat, said, 1)
    gold = json.loads(sidecar(said, "gold-carol").read_text("utf-8"))
    assert len(gold["links"]) == 2


def test_the_colleague_sees_what_differs_where_only_the_links_were_decided(sit_down, said):
    put_layer(said, "alice", spans("alice", QUOTE, ADA, MAX), [Link("la", "speaker", "alice-0", "alice-1")])
    put_layer(said, "bob", spans("bob", QUOTE, ADA, MAX), [Link("lb", "speaker", "bob-0", "bob-2")])
    seat = begin_review(sit_down, said, 1)
    seat.keys("2")
    decided(seat, said, 1)
    hers = sit_down(said, "--annotator", "alice")
    hers.until(lambda: any("decided" in words for words in hers.ask("bars")), "the bar")
    hers.click(hers.ask("place_of_button", "Look"))
    hers.until(lambda: hers.ask("is_shown", "returned_card"), "the decisions")
    first, second = hers.ask("says", "returned_before"), hers.ask("says", "returned_now")
    assert (first.split(" · ")[1], second.split(" · ")[1]) == ("speaker → Ada Brandt", "speaker → Max Ortiz")


def test_neither_undo_nor_done_comes_in_the_half_second_after_a_review(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(0, 3), 30))
    seat = sit_down(article, "--annotator", "carol")
    seat.keys("c")
    mine = seat.ask("annotations")
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("is_shown", "compare_dialog"), "the dialog")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") == 3, "the differences")
    seat.screen.run("xdotool", "key", "--delay", "20", "1", "Escape", "ctrl+z", "ctrl+Return", "ctrl+z")
    seat.until(lambda: any("layer of carol" in words for words in seat.ask("bars")), "the bar")
    assert (len(mine), seat.ask("annotations")) == (1, mine)
    assert not seat.ask("action", "corpus.done")["checked"]
    time.sleep(0.6)
    seat.keys("ctrl+z")
    assert seat.ask("annotations") == []


def test_a_comment_is_a_field_that_esc_leaves_and_a_click_elsewhere_keeps(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(10, 12)))
    seat = begin_review(sit_down, article, 5)
    seat.hold("m", 1.2)
    assert (seat.ask("focus"), seat.ask("says", "mode_chip"), seat.ask("typed", "comment_field")) == (
        "comment_field",
        "COMMENT",
        "",
    )
    seat.type("not so")
    seat.keys("Escape")
    assert (seat.ask("focus"), seat.ask("is_shown", "comment_field")) == ("review_text", False)
    seat.keys("m")
    seat.type("I wonder")
    seat.click(seat.ask("place_of_row", "difference_table", 2))
    (one,) = decided(seat, article, 1)
    assert (one["comment"], one["origins"][0]["ref"]) == ("I wonder", "alice:alice-0")


@pytest.mark.parametrize("keys", ["a", "Return"])
def test_a_held_key_accepts_one_decision_that_came_back(sit_down, article, keys):
    put_layer(article, "alice", claims("alice", range(0, 4)))
    put_layer(article, "bob", claims("bob", range(0, 4), 30))
    seat = begin_review(sit_down, article, 4)
    seat.keys("2", "2", "2", "2")
    decided(seat, article, 4)
    hers = sit_down(article, "--annotator", "alice")
    hers.until(lambda: any("decided" in words for words in hers.ask("bars")), "the bar")
    hers.click(hers.ask("place_of_button", "Look"))
    hers.until(lambda: hers.ask("is_shown", "returned_card"), "the decisions")
    before = hers.ask("annotations")
    hers.hold(keys, 1.2)
    after = hers.ask("annotations")
    assert sum(one not in before for one in after) == 1
    hers.keys("c")
    hers.type("why")
    hers.hold("Return", 1.2)
    assert hers.ask("annotations") == after


def test_a_comment_that_came_back_decides_nothing_and_nothing_can_be_accepted(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 2)))
    put_layer(article, "bob", claims("bob", range(10, 11)))
    seat = begin_review(sit_down, article, 3)
    seat.keys("m")
    seat.type("hm")
    seat.keys("Return")
    decided(seat, article, 1)
    hers = sit_down(article, "--annotator", "alice")
    hers.keys("alt+r")
    hers.choose("Decisions on your tags…")
    hers.until(lambda: hers.ask("is_shown", "returned_card"), "what came back")
    before = hers.ask("annotations")
    hers.keys("a", "c", "Return")
    assert hers.ask("annotations") == before
    assert not hers.ask("is_shown", "reply_field")


def test_a_click_on_a_chip_or_the_causes_leaves_the_keys_to_the_review(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 2)))
    put_layer(article, "bob", claims("bob", range(10, 11)))
    seat = begin_review(sit_down, article, 3)
    seat.click(seat.ask("place_of_widget", "chip_only_b"))
    seat.click(seat.ask("place_of_widget", "cause_filter"))
    seat.keys("Escape")
    seat.keys("1")
    (one,) = decided(seat, article, 1)
    assert one["origins"][0]["ref"] == "bob:bob-0"


@pytest.mark.smoke
def test_a_bar_says_whose_layer_it_is_after_a_review_and_keys_that_come_too_late_tag_nothing(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(0, 3), 30))
    seat = begin_review(sit_down, article, 3)
    seat.screen.run("xdotool", "key", "--delay", "20", "1", "Escape", "c", "q", "c")
    seat.until(lambda: any("layer of carol" in words for words in seat.ask("bars")), "the bar")
    assert seat.ask("annotations") == []
    time.sleep(0.6)
    seat.keys("c")
    assert [one["tag"] for one in seat.ask("annotations")] == ["claim"]


def test_an_old_tag_with_the_key_r_keeps_it_in_reading_and_in_review_r_opens_the_reasons(sit_down, article):
    codebook = built_in_codebook()
    codebook["tags"] = [{**tag, "key": "R"} if tag["id"] == "claim" else tag for tag in codebook["tags"]]
    article.with_name("codebook.json").write_text(json.dumps(codebook), "utf-8")
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(0, 3), 30))
    seat = sit_down(article, "--annotator", "carol")
    seat.keys("j", "r")
    assert [one["tag"] for one in seat.ask("annotations")] == ["claim"]
    seat.keys("ctrl+z", "ctrl+shift+c")  # else her own layer would be offered first
    seat.until(lambda: seat.ask("is_shown", "compare_dialog"), "the dialog")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") == 3, "three differences")
    seat.keys("r")
    assert (seat.ask("popup"), seat.ask("waiting_differences")) == ("pick_list", 3)


def test_taking_one_reading_drops_the_speaker_and_cue_that_only_the_other_needed(sit_down, said):
    cue = ("cue", SAID.index("said"), SAID.index("said") + 4)
    shorter = ("quote", QUOTE[1] + 1, QUOTE[2] - 1)
    links = [Link("l1", "speaker", "alice-0", "alice-1"), Link("l2", "cue", "alice-0", "alice-2")]
    put_layer(said, "alice", spans("alice", QUOTE, ADA, cue), links)
    put_layer(said, "bob", spans("bob", shorter))
    seat = begin_review(sit_down, said, 3)
    for _ in range(3):
        if not seat.ask("says", "card_left"):
            seat.keys("n")
    told = "Decided with it: “Ada Brandt” (Actor), “said” (Cue) · O opens it into its parts"
    assert seat.ask("says", "card_left") == told
    seat.keys("2")
    stored = decided(seat, said, 3)
    assert seat.ask("waiting_differences") == 0
    (own,) = [one for one in stored if "along" not in one]
    assert [one["along"] for one in stored if "along" in one] == [own["id"]] * 2
    seat.keys("ctrl+z")
    assert seat.ask("waiting_differences") == 3


def test_what_was_dropped_along_is_named_on_the_card_and_comes_with_the_other_reading(sit_down, said):
    cue = ("cue", SAID.index("said"), SAID.index("said") + 4)
    links = [Link("l1", "speaker", "alice-0", "alice-1"), Link("l2", "cue", "alice-0", "alice-2")]
    put_layer(said, "alice", spans("alice", QUOTE, ADA, cue), links)
    put_layer(said, "bob", spans("bob", ("quote", QUOTE[1] + 1, QUOTE[2] - 1)))
    seat = begin_review(sit_down, said, 3)
    for _ in range(3):
        if not seat.ask("says", "card_left"):
            seat.keys("n")
    seat.keys("2")
    assert "2 dropped with it" in seat.ask("says", "key_hints")
    quote = next(n for n, row in enumerate(seat.ask("rows", "difference_table")) if row[-1] == "B")
    seat.click(seat.ask("place_of_row", "difference_table", quote))
    assert seat.ask("says", "card_left") == "Dropped with it: “Ada Brandt” (Actor), “said” (Cue)"
    assert [tag for tag, _ in seat.tagged] == ["quote"]
    seat.keys("n", "p", "1")
    assert {("quote", SAID[QUOTE[1] : QUOTE[2]]), ("actor", "Ada Brandt"), ("cue", "said")} == set(seat.tagged)
    assert len(seat.ask("links")) == 2
