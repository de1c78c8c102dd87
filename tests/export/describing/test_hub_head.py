"""The YAML of a card, as a reader of YAML has it."""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app.export.contract import HubConfig
from analyst_app.export.describing.credits import Credits
from analyst_app.export.describing.hub_head import HeadFacts, hub_head

yaml = pytest.importorskip("yaml")

CONFIG = HubConfig(
    "default",
    "an article a row",
    {"train": "data/train-*.parquet", "test": "data/test-*.parquet"},
    [{"name": "tags", "sequence": {"class_label": {"names": {"0": "O", "1": "B-no"}}}}],
    None,
    {},
    {"train": 8, "test": 2},
    {"train": 800, "test": 200},
)


NOBODY = Credits()


def head(credits: Credits = NOBODY, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"languages": ["en"], "articles": 10, "configs": [CONFIG], "annotators": ["alice"]}
    said = hub_head(HeadFacts("news", credits, **(given | changes)))
    assert said.startswith("---\n")
    assert said.endswith("---\n")
    found = yaml.safe_load(said.strip("-\n"))
    assert isinstance(found, dict)
    return found


def test_it_says_all_that_the_hub_asks_for() -> None:
    said = head(Credits("Quotes: a “harbour”", (), "cc-by-4.0"))
    assert said["pretty_name"] == "Quotes: a “harbour”"
    assert said["language"] == ["en"]
    assert said["license"] == "cc-by-4.0"
    assert said["annotations_creators"] == ["expert-generated"]
    assert said["task_categories"] == ["token-classification"]
    assert said["size_categories"] == ["n<1K"]
    assert said["configs"][0]["data_files"][1] == {"split": "test", "path": "data/test-*.parquet"}
    (info,) = said["dataset_info"]
    assert info["features"] == CONFIG.features
    assert info["splits"][0] == {"name": "train", "num_bytes": 800, "num_examples": 8}
    assert info["dataset_size"] == 1000


def test_a_licence_that_nobody_chose_is_unknown_and_one_that_the_hub_does_not_know_has_its_name_and_address() -> None:
    assert head()["license"] == "unknown"
    assert head(Credits(licence="ODbL-1.0"))["license"] == "odbl"
    other = head(Credits(licence="https://example.org/terms"))
    assert other["license"] == "other"
    assert other["license_link"] == "https://example.org/terms"
    words = head(Credits(licence="Only for research"))
    assert (words["license"], words["license_name"]) == ("other", "only-for-research")
    assert "license_link" not in words


@pytest.mark.parametrize(
    ("articles", "category"),
    [(999, "n<1K"), (1_000, "1K<n<10K"), (9_999, "1K<n<10K"), (100_000, "100K<n<1M"), (2_000_000, "1M<n<10M")],
)
def test_the_category_of_size_is_the_one_that_the_number_of_articles_lies_in(articles: int, category: str) -> None:
    assert head(articles=articles)["size_categories"] == [category]


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    said = head(Credits("no"), languages=["no", "en"])
    assert (said["pretty_name"], said["language"]) == ("no", ["no", "en"])
    assert head(Credits("- 1: {x} # y"))["pretty_name"] == "- 1: {x} # y"
    assert head(Credits("null"))["pretty_name"] == "null"


def test_a_program_that_annotated_is_named_as_one_and_no_language_is_guessed() -> None:
    said = head(languages=[], annotators=["model-a"])
    assert said["annotations_creators"] == ["machine-generated"]
    assert head(annotators=["model-a", "bob"])["annotations_creators"] == ["expert-generated", "machine-generated"]
    assert "language" not in said
