"""Parts by date and by shares: what stays together, what is left out, and what is said of it.

Tests of export.dividing.splits and export.dividing.exchanging.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.errors import UsageError
from analyst_app.export.dividing.division import DateRule, divided, groups_of, rule_of
from analyst_app.export.dividing.near_duplicates import sketch
from analyst_app.export.dividing.splits import Shares, assign
from analyst_app.export.dividing.survey import Survey
from tests.corpus.corpora import annotate, write_article


def survey(*articles: tuple[str, str, str]) -> Survey:
    """A survey of articles given as text, date and outlet."""
    made = Survey(len(articles))
    for number, (text, date, outlet) in enumerate(articles):
        made.labels.append({"claim": 1})
        made.sketches.append(sketch(text).tobytes())
        made.outlets.append(outlet)
        made.dates.append(date)
        made.months.append(date[:7])
        made.names.append(f"{number}.txt")
        made.actors.append([])
    return made


def told(number: int) -> str:
    return " ".join("".join(random.Random(f"{number}/{word}").choices("etaoinsrh", k=7)) for word in range(40))


@pytest.mark.parametrize(
    ("words", "date", "part"),
    [
        ("2024-01-01", "2023-12-31", "train"),
        ("2024-01-01", "2024-01-01", "test"),
        ("2024-01-01", "٢٠٢٣-٠١-٠٥", "train"),
        ("3000", "２０２４-01-05", "train"),
        ("2024", "2023", "train"),
        ("2024", "2024-05", "test"),
        ("2024-03-05", "2024", ""),
        ("2024-03-05", "2024-03", ""),
        ("2024-03-05", "2024-02", "train"),
        ("2024-03-05", "2024-03-05T23:10:00Z", "test"),
        ("2024-03-05", "", ""),
        ("2024-03-05", "last week", ""),
        ("2024-01,2024-07", "2023-12-31", "train"),
        ("2024-01,2024-07", "2024-06-30", "validation"),
        ("2024-01,2024-07", "2024-07-01", "test"),
    ],
)
def test_a_date_tells_its_part_unless_it_may_be_of_two(words: str, date: str, part: str) -> None:
    assert DateRule.parse(words).part_of(date) == part


@pytest.mark.parametrize(
    "words",
    ["", "soon", "2024-13-01", "2024-02-30", "2024,2023", "2024,2024", "2022,2023,2024", "2024-01-01T00:00:00+09:00"],
)
def test_what_says_no_days_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="2024-01-01,2024-07-01"):
        DateRule.parse(words)


def test_shares_and_dates_do_not_go_together_and_groups_have_names() -> None:
    with pytest.raises(UsageError, match="give one of them"):
        rule_of("80/20", "2024")
    assert groups_of("outlet, actor,outlet") == ("outlet", "actor")
    with pytest.raises(UsageError, match="desk is nothing to group by; choose outlet, month, actor"):
        groups_of("outlet,desk")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--seed", "5"], "--seed is of a split by shares, which deals articles out by chance; give --split, too."),
        (["--split-date", "2024", "--seed", "0"], "--seed is of a split by shares"),
        (["--split-date", "2024", "--group-by", "outlet"], "--group-by does not go with --split-date"),
        (["--split-date", "2024-01-01T00:00:00+09:00"], "says no days; write 2024-01-01"),
    ],
)
def test_an_option_that_could_do_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    article = write_article(tmp_path / "corpus", "a.txt", "Ada.\n", date="2024-01-01")
    annotate(article, "alice", ("actor", "Ada"))
    assert main(["export", str(tmp_path / "corpus"), "--output", str(tmp_path / "out"), *options]) == 2
    assert sentence in capsys.readouterr().err


def test_copies_go_with_the_earliest_and_what_has_no_date_is_left_out_and_named() -> None:
    found = survey(
        (told(1), "2024-02-01", ""),
        (told(1), "2023-12-01", ""),  # the same story, earlier
        (told(2), "2024-02-01", ""),
        (told(3), "", ""),
        (told(2), "", ""),  # a copy of a dated one
        (told(4), "2022", ""),
    )
    made = divided(found, DateRule.parse("2024"), (), seed=0)
    assert made.parts == ["train", "train", "test", "", "test", "train"]
    assert made.left_out == 1
    assert {kind: [loss.article for loss in shown] for kind, shown in made.losses.examples.items()} == {
        "undated": ["3.txt"],
        "later copy": ["0.txt"],
    }


def test_what_is_no_date_is_told_as_it_stands_there_and_digits_of_any_script_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A date in other digits is that date. One that cannot be read is not missing: a person must find it to mend it."""
    folder = tmp_path / "corpus"
    dates = {
        "arabic": "٢٠٢٣-٠١-٠٥",
        "wide": "２０２４-01-05",
        "dotted": "31.12.2023",
        "slashed": "2024/01/05",
        "none": "",
    }
    for number, (name, date) in enumerate(dates.items()):
        facts = {"date": date} if date else {}
        article = write_article(folder, f"{name}.txt", f"Ada. {told(number)}\n", **facts)
        annotate(article, "alice", ("actor", "Ada"))
    output = tmp_path / "out"
    assert main(["export", str(folder), "--output", str(output), "--split-date", "2024", "--json"]) == 0
    answer = capsys.readouterr()
    document = json.loads(answer.out)
    assert document["splits"] == {"train": 1, "test": 1}
    assert [json.loads(line)["id"] for line in (output / "test.jsonl").read_text("utf-8").splitlines()] == ["wide.txt"]
    assert document["losses"]["undated"] == 1
    assert document["losses"]["unread date"] == 2
    assert "2 articles whose dates cannot be read (write them as 2024-03-05), left out" in answer.err
    report = (output / "LOSSES.md").read_text("utf-8")
    assert "- `31.12.2023` in `dotted.txt`" in report
    assert "- `2024/01/05` in `slashed.txt`" in report
    assert "- `no date` in `none.txt`" in report


@pytest.mark.parametrize("seed", range(5))
def test_no_outlet_and_no_month_is_in_two_parts(seed: int) -> None:
    draw = random.Random(seed)
    articles = [
        (told(number), f"{draw.randrange(2000, 2024)}-{draw.randrange(1, 13):02}-01", f"paper {draw.randrange(200)}")
        for number in range(200)
    ]
    for group, of in (("outlet", 2), ("month", 1)):
        made = divided(survey(*articles), Shares.parse("70/15/15"), [group], seed=seed)
        parts: dict[str, set[str]] = {}
        for article, part in zip(articles, made.parts, strict=True):
            parts.setdefault(article[of], set()).add(part)
        assert all(len(one) == 1 for one in parts.values())
        assert set(made.parts) == {"train", "validation", "test"}


def test_shares_that_cannot_be_reached_are_told_with_those_that_are() -> None:
    articles = [(told(number), "", "one paper" if number < 90 else f"paper {number}") for number in range(100)]
    made = divided(survey(*articles), Shares.parse("50/50"), ["outlet"], seed=1)
    words = "train 90% (50% asked for), test 10% (50% asked for); up to 90 articles stay together"
    assert [loss.words for loss in made.losses.examples["uneven part"]] == [words]
    assert made.losses.notices() == [
        f"2 parts that are larger or smaller than asked, as near as whole articles and groups allow: {words}"
    ]
    assert f"- `{words}`\n" in made.losses.report("jsonl")
    assert divided(survey(*articles), Shares.parse("90/10"), ["outlet"], seed=1).losses.counts == {}


def test_the_command_trains_before_a_day_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "corpus"
    for number, date in enumerate(("2023-05-01", "2023-11-30", "2024-01-01", "2024-08-01", "")):
        facts = {"date": date} if date else {}
        path = write_article(folder, f"{number}.txt", f"Ada Brandt. {told(number)}\n", **facts)
        annotate(path, "alice", ("actor", "Ada Brandt"))
    output = tmp_path / "out"
    assert main(["export", str(folder), "--output", str(output), "--split-date", "2024,2024-07", "--json"]) == 0
    answer = capsys.readouterr()
    document = json.loads(answer.out)
    assert document["splits"] == {"train": 2, "validation": 1, "test": 1}
    assert document["losses"]["undated"] == 1
    assert "--split-date 2024,2024-07" in document["command"]
    assert "1 article whose date does not tell its part of a split by date, left out" in answer.err
    assert "`no date` in `4.txt`" in answer.err
    ids = {
        name: [json.loads(line)["id"] for line in (output / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("train", "validation", "test")
    }
    assert ids == {"train": ["0.txt", "1.txt"], "validation": ["2.txt"], "test": ["3.txt"]}
    card = (output / "README.md").read_text("utf-8")
    assert "Split by date: train is before 2024-01-01, test from 2024-07-01 on" in card
    assert main(["export", str(folder), "--output", str(tmp_path / "b"), "--split-date", "2024", "--strict"]) == 1
    assert main(["export", str(folder), "--output", str(tmp_path / "b"), "--split-date", "2024", "--split", "8/2"]) == 2


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("sizes", "shares", "wanted"),
    [
        ([4] * 6, "80/10/10", [4, 4, 16]),  # six outlets of four: 20/4/0 is nearer, but leaves a part without any
        ([1, 1, 1], "80/10/10", [1, 1, 1]),
        ([5, 5, 4, 3, 3], "50/50", [10, 10]),  # the largest first, each to the emptier part, makes 9 and 11
        ([30, 1], "50/50", [1, 30]),
    ],
)
def test_every_part_has_a_group_and_the_shares_are_as_near_as_whole_groups_allow(
    sizes: list[int], shares: str, wanted: list[int], seed: int
) -> None:
    outlets = [f"paper {number}" for number, size in enumerate(sizes) for _ in range(size)]
    found = survey(*((told(number), "", outlet) for number, outlet in enumerate(outlets)))
    made = divided(found, Shares.parse(shares), ["outlet"], seed=seed)
    assert sorted(Counter(made.parts).values()) == sorted(wanted)
    assert len(set(zip(outlets, made.parts, strict=True))) == len(sizes)
    assert "empty part" not in made.losses.counts


def test_no_dealing_of_a_few_groups_is_nearer_by_every_possible_one() -> None:
    draw = random.Random(17)
    for trial in range(60):
        sizes = [draw.choice((draw.randint(1, 3), draw.randint(1, 25))) for _ in range(draw.randint(3, 6))]
        rule = Shares.parse(draw.choice(("80/10/10", "50/25/25", "80/20")))
        clusters = [cluster for cluster, size in enumerate(sizes) for _ in range(size)]

        def farness(counts: Counter[str], rule: Shares = rule, total: int = len(clusters)) -> float:
            return sum(abs(counts[name] - share * total) for name, share in rule.parts)

        every = [
            sum((Counter({name: size}) for name, size in zip(names, sizes, strict=True)), Counter[str]())
            for names in product(rule.names, repeat=len(sizes))
            if len(set(names)) == len(rule.names)
        ]
        made = Counter(assign([{"claim": 1}] * len(clusters), clusters, rule, seed=trial))
        assert farness(made) == pytest.approx(min(map(farness, every))), sizes


def test_a_part_that_stays_empty_is_a_loss_that_strict_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "corpus"
    for number in range(4):
        facts = {"outlet": "One paper", "date": "2024-02-01"}
        annotate(write_article(folder, f"{number}.txt", f"Ada. {told(number)}\n", **facts), "alice", ("actor", "Ada"))
    one_group = ["--split", "50/25/25", "--group-by", "outlet"]
    common = ["export", str(folder), "--output", str(tmp_path / "out")]
    assert main([*common, *one_group, "--strict"]) == 1
    assert not (tmp_path / "out").exists()
    assert main([*common, *one_group]) == 0
    assert (
        "2 parts of the split in which there is no article: train 100% (50% asked for), "
        "validation 0% (25% asked for), test 0% (25% asked for); up to 4 articles stay together"
    ) in capsys.readouterr().err
    assert main([*common, "--overwrite", "--split-date", "2025", "--strict"]) == 1
    assert "1 part of the split in which there is no article: train: 4, test: 0" in capsys.readouterr().err


def test_a_damaged_article_fills_no_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "corpus"
    for number in range(4):
        annotate(write_article(folder, f"{number}.txt", f"Ada. {told(number)}\n"), "alice", ("actor", "Ada"))
    (folder / "0.txt.alice.annotations.json").write_text("{")
    options = ["--output", str(tmp_path / "out"), "--split", "34/33/33", "--skip-damaged", "--layer", "alice"]
    assert main(["export", str(folder), *options]) == 1
    files = {path.stem: len(path.read_text("utf-8").splitlines()) for path in (tmp_path / "out").glob("*.jsonl")}
    assert files == {"train": 1, "validation": 1, "test": 1}


@pytest.mark.parametrize("words", ["80/10/10", "8/1/1", "0.8/0.1/0.1", "80.0/10/10"])
def test_shares_are_per_cent_fractions_or_a_small_ratio(words: str) -> None:
    assert [round(share, 6) for _, share in Shares.parse(words).parts] == [0.8, 0.1, 0.1]


@pytest.mark.parametrize(("words", "total"), [("80/10/11", "101"), ("70/20", "90"), ("0.8/0.1", "0.9"), ("11/1", "12")])
def test_shares_that_add_up_to_something_else_are_refused(words: str, total: str) -> None:
    with pytest.raises(UsageError, match=f"--split {words} add up to {total}; write per cent that add up to 100"):
        Shares.parse(words)
    assert [name for name, _ in Shares.parse("33.3/33.3/33.3").parts] == ["train", "validation", "test"]
