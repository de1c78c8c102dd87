"""Runs tests in a copy of the tree: once to record what they reach, then for each mutant those that reach it.

This module runs in the app's own environment. As a pytest plug-in (`-p tests.mutants.running`, with MUTANTS_RECORD set)
it records; as a program (`python -m tests.mutants.running`) it answers jobs, one JSON line each. It imports pytest and
hypothesis, but nothing of the app: each job runs in a fork of its own, which imports the app, mutated, afresh.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis.internal.conjecture import providers

MEMORY = 6 << 30
"""Bytes of address space that the tests of a mutant may take: a loop that only grows must not take the machine down."""

# Hypothesis draws constants that it finds in the source of the loaded modules, derandomized or not. A mutant, or
# another choice of test files, would then change what is drawn, and an older defect would pass for a kill.
providers._get_local_constants = lambda: providers._local_constants


class Recorder:
    """Writes down, under each test's id, the lines it runs; and how long each test took."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []
        self.coverage: Any = None
        if "PYTEST_XDIST_WORKER" in os.environ:  # the tests run there, the reports come together in the main process
            sys.path.append(os.environ["MUTANTS_PACKAGES"])
            import coverage

            data = folder / "coverage"
            self.coverage = coverage.Coverage(data, data_suffix=True, source=["analyst_app"], config_file=False)
            self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        _forget_cached()
        self.coverage.switch_context(item.nodeid)
        result = yield
        self.coverage.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)
        elif report.when == "call" and report.passed:
            self.seconds[report.nodeid] = report.duration
        elif report.nodeid in self.seconds:
            self.seconds[report.nodeid] += report.duration

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        if self.coverage:
            self.coverage.stop()
            self.coverage.save()
        else:
            told = {"seconds": self.seconds, "failed": self.failed}
            (self.folder / "tests.json").write_text(json.dumps(told), "utf-8")


def _forget_cached() -> None:
    """Empty the app's caches, so that a line behind one is seen to be reached by each test that needs it."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "analyst_app":
            for value in list(vars(module).values()):
                for cached in (value, *vars(value).values()) if isinstance(value, type) else (value,):
                    if callable(clear := getattr(cached, "cache_clear", None)):
                        clear()


if "MUTANTS_RECORD" in os.environ:
    _recorder = Recorder(Path(os.environ["MUTANTS_RECORD"]))

    def pytest_configure(config: pytest.Config) -> None:
        config.pluginmanager.register(_recorder)


class Chosen:
    """Keeps of the collected tests those of a job, in its order, each with its time limit; tells the first to fail."""

    def __init__(self, tests: list[tuple[str, float]], answer: int) -> None:
        self.limits = dict(tests)
        self.answer = answer

    def pytest_sessionstart(self) -> None:
        """After the root conftest has chosen its profile: one that does not shrink, and draws the same every time."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile(
            "mutants", hypothesis.settings.default, phases=phases, derandomize=True, database=None
        )
        hypothesis.settings.load_profile("mutants")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        found = {item.nodeid: item for item in items}
        items[:] = [found[test] for test in self.limits if test in found]
        for item in items:
            item.add_marker(pytest.mark.timeout(self.limits[item.nodeid], method="signal"))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.answer, f"{report.nodeid}\n".encode())

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            os.write(self.answer, f"{report.nodeid} (collection)\n".encode())


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """Run a job's tests in a fork and return its outcome: survived, killed or timeout, and the ids that failed.

    Args:
        job: "tests", pairs of an id and a limit in seconds; "limit", seconds in all; "failures", after how many to
            stop (0: never); and, unless nothing is mutated, "file" and "code".
    """
    file = Path(job["file"]) if "file" in job else None
    original = file.read_bytes() if file else b""
    if file:
        _write(file, job["code"].encode())
    try:
        begun = time.monotonic()
        outcome, failed = _forked(job)
        return {"outcome": outcome, "failed": failed, "seconds": time.monotonic() - begun}
    finally:
        if file:
            _write(file, original)


def _write(file: Path, code: bytes) -> None:
    """Write a module and remove its compiled form, which Python would take for current within the same second."""
    file.write_bytes(code)
    Path(importlib.util.cache_from_source(str(file))).unlink(missing_ok=True)


def _forked(job: dict[str, Any]) -> tuple[str, list[str]]:
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        _child(job, told)
    os.close(told)
    deadline = time.monotonic() + job["limit"]
    try:
        while (ended := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:  # the child, if it still runs, and what it has started
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    with os.fdopen(heard, encoding="utf-8") as pipe:
        failed = pipe.read().splitlines()
    if ended[0] == 0:
        os.waitpid(child, 0)
        return "timeout", failed
    if ended[1] == 0:
        return "survived", failed
    if os.waitstatus_to_exitcode(ended[1]) == pytest.ExitCode.NO_TESTS_COLLECTED:
        return "nothing ran", failed
    return "killed", failed or [f"the tests ended with status {ended[1]}"]


def _child(job: dict[str, Any], told: int) -> None:
    """Run pytest and leave with its exit code; never returns."""
    code = 70
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        files = dict.fromkeys(test.split("::")[0] for test, _ in job["tests"])
        options = ["-q", "--tb=no", "-p", "no:cacheprovider", "--assert=plain", f"--maxfail={job['failures']}"]
        options += [f"--basetemp={Path.cwd().parent / (Path.cwd().name + '-temporary')}"]
        code = int(pytest.main([*options, *files], plugins=[Chosen(job["tests"], told)]))
    finally:
        os._exit(code)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
