"""The card of a dataset: its tables and lists are Markdown that shows what was counted.

Tests of export.card and export.describing.dataset_languages.
"""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec

from analyst_app.core.codebook import Codebook
from analyst_app.export.card import AgreementBasis, AgreementFacts, CardFacts, card
from analyst_app.export.contract import HubConfig
from analyst_app.export.counts import DatasetCounts
from analyst_app.export.describing.credits import Credits
from analyst_app.export.describing.dataset_languages import Languages
from analyst_app.export.describing.hub_head import HeadFacts
from analyst_app.export.job import ExportOutcome
from analyst_app.export.losses import LossTally
from analyst_app.resources import built_in_codebook
from tests.export.torture import CODEBOOK, article

FACTS = CardFacts("news", "jsonl", "analyst-app export news", "analyst-app 9", CODEBOOK)


def outcome() -> ExportOutcome:
    made = ExportOutcome()
    for name, split in (("emoji.txt", "train"), ("nested.txt", "test"), ("breaks.txt", "train")):
        made.tally.see(article(name, ("alice",), split))
    return made


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a Markdown text, as rows of cells."""
    found: list[list[list[str]]] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [rows for rows in found if rows]


def test_every_table_has_as_many_cells_in_each_row_as_in_its_heading() -> None:
    """GitHub Flavored Markdown 4.10: without that in its delimiter row it is no table."""
    figures = (AgreementFacts("claim", "gamma", 0.756, 1200), AgreementFacts("quote", "gamma", 1.0, 3))
    counts, agreement = tables(card(replace(FACTS, splits=("train", "test"), agreement=figures), outcome()))
    for rows in (counts, agreement):
        assert {len(row) for row in rows} == {len(rows[0])}
        assert set(rows[1]) == {"---"}
    assert agreement[0] == ["tag", "measure", "value", "spans"]
    assert agreement[2:] == [["claim", "gamma", "0.76", "1,200"], ["quote", "gamma", "1.00", "3"]]


def test_articles_spans_and_relations_are_counted_by_split() -> None:
    (rows,) = tables(card(replace(FACTS, splits=("train", "dev", "test"), seed=7), outcome()))
    assert rows[0] == ["", "train", "dev", "test"]
    counted = {row[0]: row[1:] for row in rows[2:]}
    assert counted["articles"] == ["2", "0", "1"]
    assert counted["actor"] == ["3", "0", "3"]
    assert counted["skip"] == ["1", "0", "0"]
    assert counted["→ speaker"] == ["1", "0", "1"]


def test_the_seed_is_told_if_there_are_splits_even_if_it_is_0() -> None:
    assert "with seed 0," in card(replace(FACTS, splits=("train",), seed=0), outcome())
    assert "with seed" not in card(replace(FACTS, seed=5), outcome())
    assert "with seed" not in card(replace(FACTS, splits=("train",)), outcome())


def test_the_thirty_outlets_with_most_articles_are_named_and_the_others_counted() -> None:
    made = ExportOutcome(tally=DatasetCounts(outlets={f"paper {n:02}": n for n in range(1, 33)}))
    made.tally.outlets |= {"A": 1_000, "B": 1_000}
    text = card(FACTS, made)
    assert "Outlets: A (1,000), B (1,000), paper 32 (32)," in text
    assert "paper 05 (5) and 4 more." in text
    made.tally.outlets = {f"paper {n:02}": n for n in range(1, 31)}
    assert "paper 01 (1)." in card(FACTS, made)


def test_the_first_and_last_date_length_and_annotators_are_told() -> None:
    text = card(FACTS, outcome())
    assert "Published from 2024-05-01 to 2024-06-02." in text
    length = sum(len(article(name).text) for name in ("emoji.txt", "nested.txt", "breaks.txt"))
    assert f"3 articles, {length} characters of text." in text
    assert "- alice: 3 articles" in text
    assert "Published" not in card(FACTS, ExportOutcome())


def test_the_head_for_the_hub_stands_first_and_is_left_out_elsewhere() -> None:
    config = HubConfig(
        "default", "an article a row", {"train": "data/train-*"}, [], None, {}, {"train": 3}, {"train": 9}
    )
    text = card(replace(FACTS, head=HeadFacts("news", Credits(), ["en"], 3, (config,))), outcome())
    assert text.startswith("---\npretty_name: news\n")
    assert "\n---\n\n# news\n" in text
    assert card(FACTS, outcome()).startswith("# news\n")


def test_licence_and_authors_are_those_that_were_given_and_a_missing_licence_is_said() -> None:
    given = Credits("Harbour", ("Brandt, Ada",), "cc-by-4.0")
    text = card(replace(FACTS, credits=given), outcome())
    assert text.startswith("# Harbour\n")
    assert "## Authors\n\n- Brandt, Ada\n" in text
    assert "## Licence\n\ncc-by-4.0, https://spdx.org/licenses/CC-BY-4.0.html\n" in text
    assert "## Licence\n\nNone was chosen (--licence)." in card(FACTS, outcome())


def test_languages_are_told_as_noted_or_found_and_not_at_all_where_neither_is_known() -> None:
    known = Languages({"de": 2}, {"en": 1, "": 1})
    text = card(replace(FACTS, languages=known), outcome())
    assert (
        "Language: de (2) as noted in the articles' facts; none clearly (1), en (1) by the text of 2 articles" in text
    )
    assert known.codes == ["de", "en"]
    assert "Language" not in card(FACTS, outcome())


def test_words_of_others_begin_no_heading_and_no_markup() -> None:
    made = ExportOutcome(tally=DatasetCounts(outlets={"The\n# Daily <b>": 1}, labels={("", "a|b\n# c"): 2}))
    lines = card(FACTS, made).splitlines()
    assert "Outlets: The # Daily &lt;b> (1)." in lines
    assert "| a\\|b # c | 2 |" in lines


def test_how_it_was_made_is_told_with_at_most_sixty_checksums() -> None:
    made = outcome()
    made.checksums = {f"{n}.ann": "0" * 64 for n in range(61)}
    text = card(replace(FACTS, usage="pandas.read_json()"), made)
    assert "By analyst-app 9, with\n\n    analyst-app export news\n" in text
    assert "It is read with\n\n    pandas.read_json()\n" in text
    assert "- `59.ann`: 000" in text
    assert "- `60.ann`" not in text
    assert "It is read with" not in card(FACTS, made)


def test_each_kind_of_loss_is_a_point_of_a_list_and_none_is_said_to_be_none() -> None:
    made = outcome()
    assert "## Known losses\n\nNone.\n\nDetails stand in LOSSES.md.\n" in card(FACTS, made)
    made.losses.add("attribute", "a.txt", "kind = x", 2)
    made.losses.add("re-anchored", "a.txt", "alice", 9)
    listed = card(FACTS, made).partition("## Known losses\n\n")[2].partition("Details stand")[0]
    assert [line[:12] for line in listed.splitlines() if line] == ["- 2 attribut", "To know, and", "- 9 old plac"]


def test_what_was_proposed_and_corrected_is_told_by_label() -> None:
    made = ExportOutcome()
    one = article("nested.txt", ("alice",))
    rows = [row for row in one.spans if row.label == "claim"]
    assist = {"by": "rules", "version": "1", "score": 0.9, "edited": False}
    proposed = {id(rows[0]): assist, id(rows[1]): assist | {"edited": True}}
    one.spans = [msgspec.structs.replace(row, assist=proposed.get(id(row), row.assist)) for row in one.spans]
    made.tally.see(one)
    share = round(100 * 2 / len(rows))
    assert f"- claim: {share} % were proposed (2); 50 % of those corrected\n" in card(FACTS, made)
    assert "Suggestions" not in card(FACTS, outcome())


def test_a_tag_in_a_group_is_listed_with_its_path() -> None:
    data = built_in_codebook()
    data["tags"][1]["under"] = "claim"
    words = card(replace(FACTS, codebook=Codebook.from_data(data)), outcome())
    assert "### quote\n\nIn the group: Claim / Quote\n" in words
    assert words.count("In the group") == 1


def test_the_figures_of_agreement_say_what_they_rest_on_and_name_nobody_where_the_dataset_does_not() -> None:
    figures = (AgreementFacts("claim", "alpha", 0.756, 1200),)
    basis = AgreementBasis(("alice", "bob"), 40, "edges count as the same only where they are equal")
    told = card(replace(FACTS, agreement=figures, agreement_basis=basis), outcome())
    words = "40 articles read by two or more of alice, bob, as far as their work is finished; edges count as the same"
    assert words in told
    assert "- alpha: As kappa, with one common chance for all" in told
    assert "(Krippendorff 2011)" in told, "a measure has its sentence and its paper"
    hidden = card(replace(FACTS, agreement=figures, agreement_basis=replace(basis, are_named=False)), outcome())
    assert "40 articles read by two or more of 2 annotators" in hidden
    assert "alice, bob" not in hidden


def test_words_of_others_are_neither_link_nor_picture_nor_act_on_a_terminal() -> None:
    """CommonMark 0.31: a bracket after a backslash begins no link; ECMA-48: what begins with ESC acts."""
    evil = "[click](javascript:alert(1)) ![see](http://example.org/x.png) \\[again](x) \x1b[31m\u202egnp"
    tag = CODEBOOK.tags[0]._replace(id="evil", definition=evil, examples=(evil,))
    text = card(replace(FACTS, codebook=replace(CODEBOOK, tags=(tag,)), credits=Credits(evil)), outcome())
    assert re.findall(r"(?<!\\)(?:\\\\)*\[", text) == []
    assert not set(text) & {"\x1b", "\u202e"}
    losses = LossTally()
    losses.add("note", "a\u202eb\n\n# c.txt", evil)
    report = losses.report("jsonl")
    assert not set(report) & {"\x1b", "\u202e"}
    assert "\n# c.txt" not in report
