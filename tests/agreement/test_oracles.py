"""Other people's implementations as judges; each is skipped where it is not installed (extra ``oracles``)."""

from __future__ import annotations

import json
import subprocess
import warnings
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.partial_scores import partial_scores
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import compare
from tests.agreement.paper_measures import cohens_kappa, nominal_alpha
from tests.review.readings import spans

ROOT = Path(__file__).parents[2]
UNITS = st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=2), min_size=2, max_size=30)


def oracle(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(
            name, reason=f"the oracle {name} is not installed: pip install 'analyst-app[oracles]'"
        )


@settings(max_examples=50)
@given(UNITS)
def test_alpha_is_that_of_the_package_krippendorff(units):
    krippendorff = oracle("krippendorff")
    ours = nominal_alpha(units)
    if ours.value is not None:
        data = [["abc".index(value) for value in observer] for observer in zip(*units, strict=True)]
        theirs = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
        assert ours.value == pytest.approx(theirs)


@settings(max_examples=50)
@given(UNITS)
def test_kappa_is_that_of_scikit_learn(units):
    metrics = oracle("sklearn.metrics")
    table = [[sum(unit == [one, two] for unit in units) for two in "abc"] for one in "abc"]
    ours = cohens_kappa(table)
    if ours.value is not None:
        assert ours.value == pytest.approx(metrics.cohen_kappa_score(*zip(*units, strict=True)))


@settings(max_examples=50)
@given(UNITS)
def test_alpha_and_kappa_are_those_of_nltk(units):
    agreement = oracle("nltk.metrics.agreement")
    ours = nominal_alpha(units)
    if ours.value is not None:
        data = [(coder, n, unit[coder]) for n, unit in enumerate(units) for coder in (0, 1)]
        task = agreement.AnnotationTask(data)
        assert ours.value == pytest.approx(task.alpha())
        table = [[sum(unit == [one, two] for unit in units) for two in "abc"] for one in "abc"]
        kappa = cohens_kappa(table)
        assert kappa.value is None or kappa.value == pytest.approx(task.kappa())


_IRRCAC = """
import json, sys
import pandas
from irrCAC.raw import CAC
made = [CAC(pandas.DataFrame(rows, dtype=float), digits=9).gwet() for rows in json.load(sys.stdin)]
print(json.dumps([one["est"]["coefficient_value"] for one in made]))
"""


def test_ac1_is_that_of_gwets_own_package_irrcac():
    python = ROOT / ".venv-oracles-irrcac" / "bin" / "python"
    if not python.exists():
        pytest.skip("the oracle irrCAC is not installed (.venv-oracles-irrcac, which ./check makes)")
    random = Random(8)
    cases, ours = [], []
    for readers in ("ab", "abc", "abcd", "abcde"):
        share, made, rows = random.choice((0.1, 0.5, 0.9)), Agreement(readers, Scope(("claim",))), [[0] * len(readers)]
        made.add(tally([spans(one) for one in readers], 1))
        for _ in range(4):  # articles of 40 characters, which some of them have read
            own = random.sample(readers, random.randint(2, len(readers)))
            told = {one: [random.random() < share for _ in range(40)] for one in sorted(own)}
            tagged = [spans(one, *(("claim", at, at + 1) for at in range(40) if has[at])) for one, has in told.items()]
            made.add(tally(tagged, 40))
            rows += [[int(told[one][at]) if one in told else None for one in readers] for at in range(40)]
        cases.append(rows)
        ours.append(made.tag("claim").figures["ac1"].value)
    asked = json.dumps(cases)
    done = subprocess.run([python, "-c", _IRRCAC], input=asked, capture_output=True, text=True, check=True, timeout=120)
    assert ours == pytest.approx(json.loads(done.stdout), abs=1e-6)


def test_the_scores_are_those_of_nervaluate_where_nothing_overlaps_within_a_layer():
    nervaluate = oracle("nervaluate")
    gold = [("drug", 0, 10), ("drug", 40, 50), ("drug", 60, 70), ("drug", 80, 90), ("drug", 100, 110)]
    system = [("drug", 0, 10), ("drug", 20, 30), ("brand", 60, 70), ("drug", 80, 95), ("brand", 100, 115)]
    as_theirs = [
        [[{"label": tag, "start": start, "end": end - 1} for tag, start, end in items]] for items in (gold, system)
    ]
    theirs = nervaluate.Evaluator(*as_theirs, tags=["drug", "brand"], loader="dict").evaluate()["overall"]
    ours = partial_scores(compare(spans("a", *gold), spans("b", *system)).differences)
    for name, other in {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}.items():
        assert ours[name].value == pytest.approx(theirs[other].f1)
