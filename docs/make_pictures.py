"""Makes the pictures of the README and the guide from the real window: ``.venv/bin/python docs/make_pictures.py``.

It starts the program on copies of the samples, offscreen, in a home of its own,
and grabs the window. With a folder as its argument it makes every scene there in
every theme, at 1280 × 720, at 1440 × 900, and at 1280 × 720 on a screen of 200 %.
``--guide FOLDER`` makes those of the three jobs in each language that ships, in every
theme. ``ANALYST_APP_LANGUAGE`` says in which language; ``qps`` is the one that nobody speaks
(tests/translations/pseudo.py), which shows what is cut or was never translated.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "resources" / "samples"
THEMES = ("light", "dark", "high_contrast", "high_contrast_light")
SIZES = {"1440": (1440, 900, 1), "1280": (1280, 720, 1), "200": (640, 360, 2)}
"""Width and height in pixels at 96 dpi, and the scale of the screen, by the name's end."""
FACTS = {
    "depot": ("Union and council at odds over the Mill Lane depot", "Kova Evening Post", "2024-03-12"),
    "harbour": ("Harbour of Tel Marsa reopens after nine days", "Marsa Courier", "2024-04-18"),
    "reservoir": ("The lake that moved: how Hallow Reservoir divided a valley", "The Upland Review", "2024-10-09"),
}
COLLEAGUE = "tomas"
NEXT, UNTAGGED, LINK = "N", "U", "L"
PATIENCE_MS, STEP_MS = 20_000, 100
"""Milliseconds that a dialog or a part of the window is waited for at most, and how often it is looked for."""
COMPARED = ("review.compare", "answer", "await review_view")
TOGETHER = ("review.compare", "answer compare_all", "await review_view")
CHECKED = ("review.check", "answer", "await review_view")
FIVE = (NEXT,) * 5
SCENES: dict[str, tuple[str, ...]] = {
    "window": FIVE,
    "suggestion": (*FIVE, UNTAGGED),
    "link": (*FIVE, LINK),
    "palette": (*FIVE, "palette.open", "type lin"),
    "review": (*COMPARED, NEXT),
    "several": (*TOGETHER, NEXT),
    "several_settled": (*TOGETHER, "B", "3", "R", "1", "P", "P", "P"),
    "several_beside": (*TOGETHER, "review.side_by_side"),
    "unit": (*CHECKED, NEXT, NEXT),
    "replaced": TOGETHER,
    "queue": ("review.queue",),
    "check": (*CHECKED, "1", "1", "1", "Shift+A", NEXT),
    "returned": ("review.returned",),
    "returned_reason": ("review.returned", NEXT),
    "returned_added": ("review.returned", NEXT, NEXT),
    "contest": ("review.returned", NEXT, "C", "type It is her own claim"),
    "lessons": (*COMPARED, "R", "1", "R", "2", "1", "Esc", "corpus.lessons"),
    "gold": (*CHECKED, "1", "1", "R", "Return", "1", "Shift+Q", "1", "P", "S"),
    "codebook": ("corpus.codebook",),
    "people": ("corpus.people",),
    "search": ("corpus.search", "type said", "Return"),
    "overview": ("corpus.overview",),
    "import": ("file.import",),
    "export": ("file.export",),
    "print": ("file.print", "await print_page"),
    "keys": ("help.keys",),
    "preferences": ("file.preferences",),
    "agreement": ("review.agreement",),
    "welcome": (),
}
"""Keys to press, words to type, ids of actions, by scene; answer: by the button that a dialog has for Enter, or by the
one that is named; await: until that part of the window is seen."""
OF_THREE = frozenset(("several", "several_settled", "several_beside", "replaced", "queue"))
"""Scenes of an article that three have read."""
RETURNED = frozenset(("returned", "returned_reason", "returned_added", "contest"))
"""Scenes of an article about which a colleague has decided."""
SHOWN = ("window", "suggestion", "palette", "review", "codebook", "overview")
"""Scenes of the README and the guide."""
OF_THE_GUIDE = ("welcome", "window", "suggestion", "review", "export")
"""Scenes of the first reading and of the three jobs."""


def main(folder: Path | None) -> int:
    """Make each picture by a program of its own."""
    jobs = [(scene, theme, "1440", HERE) for scene in SHOWN for theme in ("light", "dark")]
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        jobs = [(scene, theme, size, folder) for scene in SCENES for theme in THEMES for size in SIZES]
    for scene, theme, size, target in jobs:
        name = f"{scene}-{theme}" + (f"-{size}" if folder is not None else "")
        arguments = [sys.executable, __file__, scene, theme, size, str(target / f"{name}.png")]
        if os.spawnv(os.P_WAIT, sys.executable, arguments):  # noqa: S606  (this file)
            print(f"{name} could not be made", file=sys.stderr)
            return 1
    return 0


def guide_pictures(folder: Path) -> int:
    """Make the pictures of the three jobs in each language that ships, in every theme: ``LANGUAGE/SCENE-THEME.png``."""
    languages = ["en", *sorted(path.stem for path in (HERE.parent / "resources" / "i18n").glob("*.mo"))]
    for language in languages:
        (folder / language).mkdir(parents=True, exist_ok=True)
        for scene in OF_THE_GUIDE:
            for theme in THEMES:
                target = folder / language / f"{scene}-{theme}.png"
                command = [sys.executable, __file__, scene, theme, "1280", str(target)]
                environment = {**os.environ, "ANALYST_APP_LANGUAGE": language}
                if os.spawnve(os.P_WAIT, sys.executable, command, environment):  # noqa: S606  (this file)
                    print(f"{target} could not be made", file=sys.stderr)
                    return 1
    return 0


def picture(scene: str, theme: str, size: str, target: Path) -> int:
    """Show a scene in the real window and grab it."""
    width, height, scale = SIZES[size]
    home = Path(tempfile.mkdtemp(prefix="analyst-picture-"))
    os.environ.update(HOME=str(home), QT_QPA_PLATFORM="offscreen", ANALYST_APP_COACH="off", XDG_RUNTIME_DIR=str(home))
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    if os.environ.get("ANALYST_APP_LANGUAGE") == "qps":
        sys.path.insert(0, str(HERE.parent))
        from tests.translations import pseudo

        pseudo.write(home / "data" / "analyst-app" / "languages")
    articles = _articles(home / "Mill Lane study")
    if scene in RETURNED:
        _decide(articles / "depot.txt")
    if scene == "lessons":
        _teach(articles)
    if scene in OF_THREE:
        _add_third(articles)
    if scene == "replaced":
        (articles / "depot.txt").write_text("Nothing of it stands here any more.\n", encoding="utf-8")

    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from analyst_app.cli import main as analyst_app

    application = QApplication(["analyst-app"])

    def shoot() -> None:
        window = next((w for w in application.topLevelWidgets() if w.objectName() == "main_window"), None)
        furniture = window.furniture if window is not None else None
        if furniture is None or (scene != "welcome" and furniture.bridge.session is None):
            QTimer.singleShot(100, shoot)
            return
        QTest.qWait(1500)
        window.resize(width, height)
        _act(application, window, f"view.theme_{theme}")
        QTest.qWait(500)
        for step in SCENES[scene]:
            if not _act(application, window, step):
                print(f"{scene}: {step} came to nothing", file=sys.stderr)
                os._exit(1)
            QTest.qWait(400)
        QTest.qWait(2000)
        seen = next((top for top in application.topLevelWidgets() if _is_dialog(top, window)), window)
        seen.grab().save(str(target))
        shutil.rmtree(home, ignore_errors=True)
        os._exit(0)  # a dialog may keep the loop that opened it

    QTimer.singleShot(500, shoot)
    return analyst_app(["open", *([str(articles), "--annotator", "sample"] if scene != "welcome" else [])])


def _act(application: Any, window: Any, step: str) -> bool:
    """Do one step of a scene; False if what it waits for does not come."""
    from PySide6.QtGui import QAction, QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPlainTextEdit, QWidget

    verb, _, name = step.partition(" ")
    if verb == "answer":
        return _answer(application, window, name)
    if verb == "await":
        return _comes(lambda: any(one.isVisible() for one in window.findChildren(QWidget, name)))
    if "." in step:
        window.findChild(QAction, step).trigger()
        return True
    focus = application.focusWidget() or window.findChild(QPlainTextEdit, "article_view")
    if step.startswith("type "):
        QTest.keyClicks(focus, step.removeprefix("type "))
    else:
        QTest.keySequence(focus, QKeySequence(step))
    return True


def _answer(application: Any, window: Any, name: str) -> bool:
    """Click the button of a name, or the one for Enter, in the dialog that comes; False if it does not come or go."""
    from PySide6.QtWidgets import QPushButton

    def button() -> Any:
        tops = (top for top in application.topLevelWidgets() if _is_dialog(top, window))
        buttons = (one for top in tops for one in top.findChildren(QPushButton))
        return next((one for one in buttons if (one.objectName() == name if name else one.isDefault())), None)

    if not _comes(lambda: button() is not None and button().isEnabled()):
        return False
    button().click()
    return _comes(lambda: not any(_is_dialog(top, window) for top in application.topLevelWidgets()))


def _comes(is_there: Callable[[], object]) -> bool:
    """Wait until something is so; False if it does not become so."""
    from PySide6.QtTest import QTest

    for _ in range(PATIENCE_MS // STEP_MS):
        if is_there():
            return True
        QTest.qWait(STEP_MS)
    return False


def _is_dialog(top: Any, window: Any) -> bool:
    return top is not window and top.isVisible() and bool(top.objectName()) and top.inherits("QDialog")


def _articles(folder: Path) -> Path:
    """The samples with facts of their sources, and a colleague's reading of the first that differs."""
    shutil.copytree(SAMPLES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (title, outlet, date) in FACTS.items():
        facts = {"title": title, "outlet": outlet, "author": "Rina Lund", "date": date}
        (folder / f"{name}.txt.source.json").write_text(json.dumps(facts), encoding="utf-8")
    own = folder / "depot.txt.sample.annotations.json"
    theirs = json.loads(own.read_text(encoding="utf-8"))
    theirs["annotator"] = COLLEAGUE
    text = (folder / "depot.txt").read_text(encoding="utf-8")
    keep: Callable[[dict[str, Any]], bool] = lambda one: one["tag"] != "cue"  # noqa: E731
    theirs["annotations"] = list(filter(keep, theirs["annotations"]))
    claims = [one for one in theirs["annotations"] if one["tag"] == "claim"]
    claims[0]["end"] = claims[0]["start"] + len(claims[0]["exact"].rsplit(" ", 2)[0])
    claims[0]["exact"] = text[claims[0]["start"] : claims[0]["end"]]
    claims[0]["suffix"] = text[claims[0]["end"] : claims[0]["end"] + 32]
    theirs["annotations"].remove(claims[1])
    ids = {one["id"] for one in theirs["annotations"]}
    theirs["links"] = [link for link in theirs["links"] if {link["from"], link["to"]} <= ids]
    for one in (*theirs["annotations"], *theirs["links"]):
        one["id"] = one["id"][:-4] + "7357"
    for link in theirs["links"]:
        link["from"], link["to"] = (end[:-4] + "7357" for end in (link["from"], link["to"]))
    (folder / f"depot.txt.{COLLEAGUE}.annotations.json").write_text(json.dumps(theirs), encoding="utf-8")
    return folder


def _decide(article: Path) -> None:
    """The colleague has checked the reading: an edge is another, a claim is rejected, and an actor is added."""
    from analyst_app.alignment.align import Reading
    from analyst_app.core.annotation import Annotation
    from analyst_app.core.store import AnnotationStore, Change
    from analyst_app.corpus.articles import built_in
    from analyst_app.review.adjudicate import Review
    from analyst_app.review.decisions import Ruling
    from analyst_app.review.one_reading import NOBODY
    from analyst_app.session.session import Session

    document, codebook, state = Session.read_article(article), built_in(), article.parent.parent / "state"
    hers = Session.load(article, document, layer_id="sample", codebook=codebook, state=state).store
    session = Session.load(article, document, layer_id=f"gold-{COLLEAGUE}", codebook=codebook, state=state)
    gold = AnnotationStore(length=len(document))
    review = Review(
        Reading("sample", list(hers.annotations), hers.links), Reading(NOBODY, [], []),
        text=document.text, text_sha256=document.sha256, gold=gold, reviewer=COLLEAGUE,
    )  # fmt: skip

    def make(change: Change) -> None:
        gold.apply(change)
        review.heard(change)

    claims = [place for place, row in enumerate(review.differences) if row.a[0].tag == "claim"]
    one = review.differences[claims[0]].a[0]
    shorter = one._replace(end=one.start + len(document.text[one.start : one.end].rsplit(" ", 2)[0]))
    make(review.decide(claims[:1], Ruling("own", ("sample",), own=(shorter,))))
    comment = "He only repeats what the council said."
    make(review.decide(claims[1:2], Ruling("take", (NOBODY,), "nothing_to_tag", comment)))
    start = document.text.index("the council", review.differences[claims[1]].end)
    added = Annotation("added", "actor", start, start + len("the council"))
    make(Change((), (added,)).then(review.added(added)))
    session.do("decide", Change((), (*gold.annotations, *gold.links, *gold.entries("decisions"))))
    task = session.begin_save()
    if task is not None:
        session.finish_save(task.run())


def _teach(folder: Path) -> None:
    """A rule that the colleagues made, and a second article that they read under it."""
    codebook = json.loads((HERE.parent / "resources" / "codebooks" / "media.json").read_text(encoding="utf-8"))
    claim = next(tag for tag in codebook["tags"] if tag["id"] == "claim")
    words = "A forecast is a claim only if somebody stands for it."
    claim["edges"] = f"{claim.get('edges', '')} {words}".strip()
    claim["rules"] = [{"text": words, "by": COLLEAGUE, "at": "2024-05-02T09:00:00Z", "version": 2}]
    (folder / "codebook.json").write_text(json.dumps({**codebook, "version": 2}), encoding="utf-8")
    own = folder / "harbour.txt.sample.annotations.json"
    layer = json.loads(own.read_text(encoding="utf-8"))
    layer["codebook"]["version"] = 2
    own.write_text(json.dumps(layer), encoding="utf-8")
    layer["annotator"] = COLLEAGUE
    (folder / f"harbour.txt.{COLLEAGUE}.annotations.json").write_text(json.dumps(layer), encoding="utf-8")


def _add_third(folder: Path) -> None:
    """A third reader, who ends the first quote before its mark, and a codebook that wants a majority proposed."""
    own = json.loads((folder / "depot.txt.sample.annotations.json").read_text(encoding="utf-8"))
    own["annotator"] = "vera"
    quote = next(one for one in own["annotations"] if one["tag"] == "quote")
    quote["suffix"] = (quote["exact"][-1] + quote["suffix"])[:32]
    quote["end"], quote["exact"] = quote["end"] - 1, quote["exact"][:-1]
    (folder / "depot.txt.vera.annotations.json").write_text(json.dumps(own), encoding="utf-8")
    built_in = HERE.parent / "resources" / "codebooks" / "media.json"
    codebook = json.loads(built_in.read_text(encoding="utf-8")) | {"majority": True}
    (folder / "codebook.json").write_text(json.dumps(codebook), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--guide":
        sys.exit(guide_pictures(Path(sys.argv[2])))
    if len(sys.argv) > 1 and sys.argv[1].startswith("-"):
        sys.exit(f"{__doc__}\nOne picture: SCENE THEME SIZE FILE; scenes: {', '.join(SCENES)}")
    if len(sys.argv) > 4:
        sys.exit(picture(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])))
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
