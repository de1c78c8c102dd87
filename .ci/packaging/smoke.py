"""Tries an installed program without a screen: its version, an import, an export, and whether its window can open.

    python .ci/packaging/smoke.py PROGRAM

Ends with 1 and the program's own words where one of these fails.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = """<html><body><article><h1>The depot closes</h1>
<p>The depot will close in May, the council said on Tuesday after a debate of six hours.</p>
<p>“We will not leave,” said Ada Brandt, who has worked there for eleven years and leads the union.</p>
</article></body></html>"""
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def main() -> None:
    """Run the program five times in an empty folder."""
    program = [str(Path(sys.argv[1]).resolve())]
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)

        def run(*words: str) -> str:
            done = subprocess.run(  # noqa: S603 - the program that was named
                [*program, *words],
                cwd=there,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=300,
                check=False,
            )
            if done.returncode:
                sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
            return done.stdout

        (there / "page.html").write_text(PAGE, "utf-8")
        print(run("--version").strip())
        run("import", "page.html", "--to", "corpus")
        if "Ada Brandt" not in (there / "corpus" / "page.txt").read_text("utf-8"):
            sys.exit("the page was not imported")
        for sample in SAMPLES.iterdir():
            (there / "corpus" / sample.name).write_bytes(sample.read_bytes())
        run("export", "corpus", "--format", "jsonl", "--output", "out", "--workers", "2")
        run("export", "corpus", "--format", "xlsx", "--output", "book")
        findings = json.loads(run("doctor", "--json"))["findings"]
        window = next(one for one in findings if one["what"] == "a window")
        if not window["is_there"]:
            sys.exit(f"no window can open: {window['state']}")
    print("it imports, exports, and its window can open")


if __name__ == "__main__":
    main()
