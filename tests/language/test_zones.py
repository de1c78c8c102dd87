from __future__ import annotations

import time
from pathlib import Path

import pytest

from analyst_app.language.languages import language
from analyst_app.language.zones import zones
from tests.texts import TEXTS

LANGUAGE = language("en")
ARTICLES = Path(__file__).parent.parent / "data" / "zone_articles"
BODY = "The council met on Monday and nobody could say why it had. It will meet again."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(zone.kind, zone.span.of(text)) for zone in zones(text, LANGUAGE)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Depot to close in May", "repeat"),
        ("[Photo: R. Lund/Agency]", "caption"),
        ("Photo: the depot in May", "caption"),
        ("The mayor at the depot on Monday. Rina Lund/Reuters", "caption"),
        ("Foto: R. Lund", "caption"),
        ("READ MORE: Ten more depots", "promo"),
        ("Sign up for our newsletter", "promo"),
        ("https://example.org/depot", "promo"),
        ("Lesen Sie auch: Noch ein Depot", "promo"),
        ("By Rina Lund in Kova", "byline"),
        ("Updated 12 May 2024, 14:30", "byline"),
        ("Written by: Rina Lund, Kova Post", "byline"),
        ("12 May 2024", "byline"),
        ("Additional reporting by Ann Lee; editing by Bob Roe", "byline"),
        ("Additional reporting by Ann Lee in Kova and Tom Hale in Marrow; editing by Bob Roe and Ida Sand.", "byline"),
        ("Editing by Bob Roe", "byline"),
        ("This article was amended on 12 May 2024 to correct the name of the depot.", "byline"),
        ("• This article was amended on 12 May 2024. An earlier version gave the wrong year.", "byline"),
        ("This story has been updated with a comment from the union.", "byline"),
        ("Correction: an earlier version of this article gave the wrong year.", "byline"),
        ("A new beginning", "subheading"),
        ("‘Nothing left to sell’", "subheading"),
    ],
)
def test_a_line_that_is_not_the_article_is_offered(line: str, kind: str) -> None:
    text = f"Depot to close in May\n\n{BODY}\n\n{line}\n\n{BODY} Or not.\n"
    assert kinds(text) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        BODY + " So it goes.",
        "“No,” she said.",
        "By May the depot will be empty, the union says, and nobody will miss it.",
        "Photographs hung on every wall of the hall.",
        "He said so.",
        "Reporting by two newspapers showed that the depot had never been insured.",
        "Editing by hand took the archivists eleven years, and they did not regret one of them.",
        "Additional reporting duties for landlords begin in May, the council said.",
    ],
)
def test_a_line_of_the_article_is_left_alone(line: str) -> None:
    assert kinds(f"Depot to close in May\n\n{BODY}\n\n{line}\n\n{BODY} Or not.\n") == []


def test_the_headline_itself_is_kept() -> None:
    assert kinds(f"Depot to close\n\n{BODY}\n") == []


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_texts_that_bite_have_zones_inside_them(name: str) -> None:
    text = TEXTS[name]
    for zone in zones(text, LANGUAGE):
        assert zone.span.of(text).strip()


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_the_lines_round_an_article_are_found_and_none_of_its_own(path: Path, between: str) -> None:
    """Each line of the data begins with ``x`` (not the article), ``s`` (a subheading) or ``|`` (the article)."""
    lines = [(line[0], line[2:]) for line in path.read_text("utf-8").splitlines()]
    text = between.join(line for _, line in lines) + "\n"
    expected = [line for mark, line in lines if mark == "x"]
    found = list(zones(text, LANGUAGE))
    assert [zone.span.of(text) for zone in found if zone.kind != "subheading"] == expected
    assert {zone.span.of(text) for zone in found if zone.kind == "subheading"} <= {
        line for mark, line in lines if mark == "s"
    }


def test_an_article_of_many_equal_lines_is_gone_through_in_good_time() -> None:
    text = "The council met on Monday and said that nothing would come of it, as ever\n\n" * 20_000
    begun = time.process_time()
    assert sum(1 for _ in zones(text, LANGUAGE)) > 10_000
    assert time.process_time() - begun < 30
