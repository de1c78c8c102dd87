"""Tests of agreement.gamma and agreement.gamma_process: Mathet et al. 2015, by hand, and pygamma-agreement."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from itertools import combinations, product
from pathlib import Path
from random import Random
from statistics import fmean

import pytest

from analyst_app.agreement import gamma_process
from analyst_app.agreement.gamma import GammaArticle, by_chance, disorder, dissimilarity, gamma
from analyst_app.agreement.gamma_process import gamma_apart
from analyst_app.agreement.measures import NOBODY
from analyst_app.errors import MissingExtra

ROOT = Path(__file__).parents[2]
# Three readers: two agree but for an edge, the third has one span beside theirs and one far away.
JOE = [(4, 14, "A"), (20, 30, "B")]
JACK = [(4, 14, "A"), (20, 25, "B")]
WILLIAM = [(14, 24, "A"), (40, 44, "B")]


def solver():
    pytest.importorskip("scipy", reason="the solver is not installed: pip install 'analyst-app[gamma]'")


def made(random, readers):
    base = [(start, start + random.randrange(3, 60)) for start in random.sample(range(400), random.randrange(2, 6))]
    found = []
    for _ in range(readers):
        own = {
            (start + random.randrange(6), end + 6 + random.randrange(6), random.choice("xxxy"))
            for start, end in base
            if random.random() < 0.8
        }
        found.append(sorted(own) or [(0, 5, "x")])
    return found


def test_spans_are_unlike_by_their_ends_and_by_their_tags():
    """Section 4: the square of both distances over both lengths; 1 more for another tag; 1 for none (formulas 6, 8)."""
    assert dissimilarity((4, 14, "A"), (4, 14, "A")) == 0
    assert dissimilarity((4, 14, "A"), (14, 24, "A")) == 1  # as unlike as none: they only touch
    assert dissimilarity((20, 30, "B"), (20, 25, "B")) == pytest.approx((5 / 15) ** 2)
    assert dissimilarity((20, 30, "B"), (20, 25, "A")) == pytest.approx((5 / 15) ** 2 + 1)


def test_the_disorder_of_the_best_alignment_is_reckoned_by_hand():
    solver()
    first = (0 + 1 + 1) / 3  # the three A
    second = (1 / 9 + 1 + 1) / 3  # the two B that overlap, and nothing of William's
    alone = 1  # William's B
    assert disorder([JOE, JACK, WILLIAM]) == pytest.approx((first + second + alone) / 2)
    assert disorder([JOE, JOE, JOE]) == pytest.approx(0)
    assert disorder([JOE, []]) == pytest.approx(2)


def test_no_other_alignment_has_less_disorder():
    solver()

    def least(readers):
        """Every way to put the spans together, one after another."""

        def cost(part):
            pairs = list(combinations(part, 2))
            return sum(1 if None in pair else dissimilarity(*pair) for pair in pairs) / len(pairs)

        def rest(left):
            start = next((n for n, own in enumerate(left) if own), None)
            if start is None:
                return 0
            answers = []
            for others in product(*[[None, *own] for own in left[start + 1 :]]):
                part = [*[None] * start, left[start][0], *others]
                now = [[one for one in own if one is not taken] for own, taken in zip(left, part, strict=True)]
                answers.append(cost(part) + rest(now))
            return min(answers)

        return rest(readers) / fmean(map(len, readers))

    random = Random(5)
    for _ in range(12):
        readers = [own[:3] for own in made(random, 3)]
        assert disorder(readers) == pytest.approx(least(readers))


_PYGAMMA = """
import json, sys, warnings
warnings.simplefilter("ignore")
from pyannote.core import Segment
from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum
unlike, found = CombinedCategoricalDissimilarity(), []
for readers in json.load(sys.stdin):
    continuum = Continuum()
    for number, spans in enumerate(readers):
        for start, end, tag in spans:
            continuum.add(str(number), Segment(start, end), tag)
    found.append(float(continuum.get_best_alignment(unlike).disorder))
print(json.dumps(found))
"""


def test_the_best_alignment_is_as_good_as_that_of_pygamma_agreement():
    solver()
    python = ROOT / ".venv-oracles-pygamma" / "bin" / "python"
    if not python.exists():
        pytest.skip("the oracle pygamma-agreement is not installed (.venv-oracles-pygamma, which ./check makes)")
    random = Random(3)
    cases = [made(random, readers) for readers in (2, 2, 3, 3, 3, 4)]
    asked = json.dumps(cases)
    done = subprocess.run(
        [python, "-c", _PYGAMMA], input=asked, capture_output=True, text=True, check=True, timeout=110
    )
    theirs = json.loads(done.stdout.splitlines()[-1])
    assert [disorder(readers) for readers in cases] == pytest.approx(theirs, abs=1e-5)


def test_by_chance_whole_readings_are_turned_round_the_text():
    article = GammaArticle([[(0, 10, "A"), (50, 60, "B")], [(80, 90, "C")]], 100)
    random = Random(1)
    for _ in range(50):
        for reader in by_chance(article, random):
            kinds = [tag for _, _, tag in reader]
            assert sorted(kinds) in (["A", "B"], ["C"])
            assert all(end - start == 10 and 0 <= start < 100 for start, end, _ in reader)
            if len(reader) == 2:
                assert (reader[1][0] - reader[0][0]) % 100 == 50


def test_gamma_is_one_where_all_agree_about_none_where_readers_are_strangers_and_the_same_each_time():
    solver()
    random = Random(2)

    def reading():
        starts = sorted(random.sample(range(0, 1_000, 20), 10))
        return [(start, start + 12, random.choice("ABC")) for start in starts]

    own = reading()
    alike = gamma([GammaArticle([own, own, own], 1_000)], draws=5)
    assert alike.figure.value == pytest.approx(1)
    strangers = gamma([GammaArticle([reading(), reading()], 1_000) for _ in range(8)], draws=10)
    assert strangers.figure.value == pytest.approx(0, abs=0.2)
    assert 0 < strangers.error < 0.1
    again = [GammaArticle([own, own[1:]], 1_000)]
    assert gamma(again, draws=4) == gamma(again, draws=4)
    assert gamma([GammaArticle([[], []], 50)]).figure == (None, NOBODY)


def test_its_process_tells_how_far_it_is_and_gives_the_same_figure():
    solver()
    articles = [GammaArticle([JOE, JACK, WILLIAM], 60)]
    told = []
    found = gamma_apart(articles, tell=lambda done, total: told.append((done, total)))
    assert found == gamma(articles)
    assert told[-1] == (31, 31)


def test_it_can_be_stopped_and_ends_after_its_time():
    solver()
    random = Random(4)
    many = [GammaArticle([sorted((s := random.randrange(900), s + 40, "A") for _ in range(60)) for _ in range(3)], 999)]
    assert gamma_apart(many * 50, is_stopped=lambda: True).figure == (None, "it was stopped")
    found = gamma_apart(many * 50, limit=0.5)
    assert found.figure.value is None
    assert found.figure.why.startswith("it took longer than")


_LONG = """
from random import Random
from analyst_app.agreement.gamma import GammaArticle
from analyst_app.agreement.gamma_process import gamma_apart
if __name__ == "__main__":
    random = Random(5)
    readers = [sorted((at := random.randrange(600), at + 90, random.choice("AB")) for _ in range(45)) for _ in range(4)]
    gamma_apart([GammaArticle(readers, 700)] * 9)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells who is left")
def test_its_process_ends_with_the_one_that_asked_for_it(tmp_path):
    solver()
    script = tmp_path / "long.py"
    script.write_text(_LONG, "utf-8")
    first = subprocess.Popen([sys.executable, script], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    children = Path(f"/proc/{first.pid}/task/{first.pid}/children")

    def working():
        return [child for child in children.read_text().split() if "spawn_main" in _command(child)]

    _until(working, "its process")
    (child,) = working()
    time.sleep(3)  # in the midst of it
    first.kill()
    first.wait()
    _until(lambda: "spawn_main" not in _command(child), "the end of it", 5)


def _command(process):
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def _until(truth, words, seconds=30.0):
    end = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < end, f"waited in vain for {words}"
        time.sleep(0.05)


def test_without_the_solver_one_sentence_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(gamma_process, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'analyst-app\[gamma\]'"):
        gamma_apart([])
