"""The installed program, as a person gets it who has no Python: each artefact starts, tags, imports, exports and ends.

``.ci/packaging/build`` makes them first, into a folder of this run (minutes): the
one-folder bundle, the ``.deb`` that is unpacked from it, and the ``.run`` that
installs itself for one person.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.desktop.screen import Screen
from tests.desktop.screen import missing as missing_on_screen
from tests.importers.pdf_writer import Text, pdf

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / ".ci" / "packaging"
MOST_MEGABYTES = 240
PATIENCE = 60.0
PAGE = """<html><body><article><h1>The depot closes</h1>
<p>The depot will close in May, the council said on Tuesday after a debate of six hours.</p>
<p>“We will not leave,” said Ada Brandt, who has worked there for eleven years and leads the union.</p>
</article></body></html>"""
TEXT = "The depot\n\nAda Brandt said the depot will close by May. “We will not leave,” she said.\n"
pytestmark = pytest.mark.timeout(1_800)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all that was built."""
    if given := os.environ.get("ANALYST_APP_BUILT"):  # a folder in which it was done before
        return Path(given)
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is missing: install dpkg")
    out = tmp_path_factory.mktemp("built")
    made = subprocess.run(
        [PACKAGING / "build"], env={**os.environ, "ANALYST_APP_BUILD": str(out)}, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stdout[-3000:] + made.stderr[-3000:]
    return out


@pytest.fixture(scope="module")
def bundle(built: Path) -> Path:
    return built / "analyst-app" / "analyst-app"


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in the ``.deb``, laid out as it would be on a system."""
    root = tmp_path_factory.mktemp("system")
    (package,) = built.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", package, root], check=True)
    return root / "usr" / "bin" / "analyst-app"


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that the ``.run`` has installed into a home with a blank in its name."""
    prefix = tmp_path_factory.mktemp("a home") / ".local"
    (package,) = built.glob("*.run")
    said = subprocess.run(["sh", package, "--prefix", prefix], check=True, capture_output=True, text=True).stdout
    assert "is installed" in said
    return prefix / "bin" / "analyst-app"


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    if lacking := missing_on_screen():
        pytest.skip(f"missing: {', '.join(lacking)}")
    made = Screen()
    yield made
    made.close()


def surroundings(home: Path, screen: Screen | None = None) -> dict[str, str]:
    """The environment of a person who has no Python: none of ours leads into the program."""
    kept = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(home)}
    return kept | ({"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"} if screen is not None else {})


def until(truth: Callable[[], object], words: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while not truth():
        assert time.monotonic() < end, f"waited in vain: {words}"
        assert process.poll() is None, f"the program ended: {words}"
        time.sleep(0.1)


@pytest.mark.parametrize("artefact", ["bundle", "unpacked", "installed"])
def test_it_starts_tags_imports_exports_and_ends(artefact, request, screen, tmp_path):
    program: Path = request.getfixturevalue(artefact)
    home, folder = tmp_path / "home", tmp_path / "corpus"
    home.mkdir(mode=0o700)
    folder.mkdir()
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "paper.pdf").write_bytes(
        pdf([[Text(72, 700, "Ferry fares rise"), Text(72, 680, "The harbour board said fares will rise in June.")]])
    )
    article = folder / "depot.txt"
    article.write_text(TEXT, "utf-8")

    def command(*words: str | Path) -> str:
        done = subprocess.run([program, *words], env=surroundings(home), capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    command("import", "page.html", "paper.pdf", "--to", folder)
    assert "Ada Brandt" in (folder / "page.txt").read_text("utf-8")
    assert "fares will rise" in (folder / "paper.txt").read_text("utf-8")

    window = subprocess.Popen([program, article], env=surroundings(home, screen))
    try:
        sidecars = lambda: list(folder.glob("depot.txt.*.annotations.json"))  # noqa: E731
        until(lambda: found(screen, "depot"), "the window", window)
        until(lambda: keys(screen, "ctrl+Home", "shift+End", "c", "ctrl+s") or sidecars(), "a saved tag", window)
        keys(screen, "ctrl+q")
        assert window.wait(PATIENCE) == 0
    finally:
        window.kill()
    (sidecar,) = sidecars()
    assert [(one["tag"], one["exact"]) for one in json.loads(sidecar.read_text("utf-8"))["annotations"]] == [
        ("claim", "The depot")
    ]

    for form, suffix in (("jsonl", ".jsonl"), ("xlsx", ".xlsx"), ("report", ".html")):
        command("export", folder, "--output", form, "--format", form)
        assert any(path.suffix == suffix for path in (tmp_path / form).rglob("*")), form


def found(screen: Screen, words: str) -> bool:
    asked = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", words], env=screen.environment, capture_output=True
    )
    return bool(asked.stdout.strip())


def keys(screen: Screen, *names: str) -> None:
    screen.run("xdotool", "key", "--clearmodifiers", "--delay", "80", *names)


def test_the_bundle_is_small_and_without_what_is_left_out(built):
    folder = built / "analyst-app"
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    assert size <= MOST_MEGABYTES * 1_000_000
    inside = {path.name.lower() for path in (folder / "_internal").iterdir()}
    assert inside.isdisjoint({"pyarrow", "spacy", "dask", "distributed", "scipy", "pycrfsuite", "numpy"})


def test_what_is_left_out_says_where_the_full_program_is(bundle, tmp_path):
    shutil.copytree(ROOT / "resources" / "samples", tmp_path / "corpus")
    said = subprocess.run(
        [bundle, "export", tmp_path / "corpus", "--output", tmp_path / "out", "--format", "parquet"],
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
    )
    assert said.returncode == 3
    assert "docs/installing.md" in said.stderr
    assert "pip install" not in said.stderr


def test_doctor_looks_at_the_bundle_itself(bundle, tmp_path):
    environment = surroundings(tmp_path) | {"QT_QPA_PLATFORM": "offscreen"}
    data = json.loads(
        subprocess.run([bundle, "doctor", "--json"], env=environment, capture_output=True, check=True).stdout
    )
    states = {one["what"]: one for one in data["findings"]}
    assert states["importing web pages"]["is_there"]
    assert states["a window"]["is_there"]
    assert not any("pip install" in one["install"] for one in data["findings"])


def test_its_workers_are_the_program_itself(bundle, tmp_path):
    """A bundle's workers are the program itself, started anew: a wrong word on their command line opens a window."""
    corpus = tmp_path / "corpus"
    for number in range(20):
        shutil.copytree(ROOT / "resources" / "samples", corpus / str(number))
    done = subprocess.run(
        [bundle, "export", corpus, "--output", tmp_path / "out", "--format", "jsonl", "--workers", "2"],
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_the_desktop_is_told_in_files_that_its_own_validators_accept(built, unpacked):
    share = unpacked.parents[1] / "share"
    for program, path in (
        (["desktop-file-validate"], share / "applications" / "org.analystapp.AnalystApp.desktop"),
        (["appstreamcli", "validate", "--no-net"], share / "metainfo" / "org.analystapp.AnalystApp.metainfo.xml"),
    ):
        if shutil.which(program[0]) is None:
            pytest.skip(f"{program[0]} is missing: install desktop-file-utils and appstream")
        done = subprocess.run([*program, path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_system_knows_layers_and_packets_by_their_names(unpacked, tmp_path):
    if shutil.which("update-mime-database") is None:
        pytest.skip("update-mime-database is missing: install shared-mime-info")
    mime = tmp_path / "mime"
    shutil.copytree(unpacked.parents[1] / "share" / "mime", mime)
    done = subprocess.run(["update-mime-database", mime], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    globs = (mime / "globs2").read_text("utf-8")
    assert "application/x-analyst-app-annotations+json:*.annotations.json" in globs
    assert "application/x-analyst-app-reading:*.reading" in globs
    ElementTree.parse(mime / "application" / "x-analyst-app-reading.xml")


def test_the_bill_of_materials_names_what_is_shipped(built):
    inside = built / "analyst-app" / "_internal"
    bill = json.loads((inside / "sbom.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    names = {one["name"] for one in bill["components"]}
    assert {"PySide6_Essentials", "msgspec", "regex", "trafilatura", "lxml", "openpyxl", "Python"} <= names
    assert names.isdisjoint({"pyinstaller", "pip", "setuptools"})
    words = (inside / "LICENSES.txt").read_text("utf-8")
    for name in names - {"Python"}:
        assert name in words


def test_the_run_takes_itself_away_again(built, tmp_path):
    (package,) = built.glob("*.run")
    prefix = tmp_path / "there"
    subprocess.run(["sh", package, "--prefix", prefix], check=True, capture_output=True)
    subprocess.run(["sh", package, "--prefix", prefix, "--remove"], check=True, capture_output=True)
    left = [path for path in prefix.rglob("*") if path.is_file() and "mime" not in path.parts]
    assert left == [] or all(path.name in ("mimeinfo.cache",) for path in left)


def test_a_run_that_is_cut_installs_nothing(built, tmp_path):
    (package,) = built.glob("*.run")
    cut = tmp_path / "cut.run"
    cut.write_bytes(package.read_bytes()[:-1_000])
    done = subprocess.run(["sh", cut, "--prefix", tmp_path / "there"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "not whole" in done.stderr
    assert not (tmp_path / "there" / "lib").exists()
