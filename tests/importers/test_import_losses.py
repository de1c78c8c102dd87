"""What an import could not take in is counted by kind, with its first places."""

from analyst_app.importers.import_losses import EXAMPLES, KINDS, NOTICES, ImportLosses


def test_kinds_are_counted_and_the_first_places_kept() -> None:
    losses = ImportLosses()
    for line in range(1, 9):
        losses.add("relation end", f"line {line}")
    losses.add("joined parts", "T3")
    assert losses.total == 8
    assert losses.places["relation end"] == [f"line {line}" for line in range(1, EXAMPLES + 1)]
    assert losses.sentences() == [
        "8 relations without one of their ends; first: line 1.",
        "1 span in several parts that white space alone parts, joined to one; first: T3.",
    ]


def test_two_sums_are_one_and_travel_as_data() -> None:
    one, two = ImportLosses(), ImportLosses()
    one.add("unplaced span", "item 2")
    two.add("unplaced span", "item 9", 3)
    two.add("rejected", "")
    one.take(two)
    assert one.counts == {"unplaced span": 4, "rejected": 1}
    assert ImportLosses.from_data(one.to_data()) == one
    assert {item["kind"]: item["lost"] for item in one.to_data()} == {"unplaced span": True, "rejected": True}
    assert "1 item that its annotator rejected, ignored or cancelled." in one.sentences()


def test_what_acts_on_the_terminal_is_shown_as_its_escape() -> None:
    losses = ImportLosses()
    losses.add("unknown", "a\x1b[31m")
    assert "\x1b" not in losses.sentences()[0]


def test_notices_are_kinds() -> None:
    assert set(NOTICES) <= set(KINDS)
