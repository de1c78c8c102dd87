"""The programs of those who get what we write: where they are, and the small things we ask of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPARK_PYTHON = ROOT / ".venv-artefacts" / "bin" / "python"
"""Has pyspark, which needs Java, too; polars, and a Jupyter kernel."""
IN_PYTHON = ("pyspark", "polars", "nbclient", "ipykernel")


def missing(*programs: str) -> str:
    """The reason why a test that needs these programs is skipped; empty if they are all there.

    Args:
        programs: names on the search path, or of ``IN_PYTHON``.
    """
    lacking = [name for name in programs if not _is_there(name)]
    return f"needs {', '.join(lacking)}: ./check --artefacts as root installs it" if lacking else ""


def _is_there(program: str) -> bool:
    if program in IN_PYTHON:
        return any(SPARK_PYTHON.parents[1].glob(f"lib/python*/site-packages/{program}/__init__.py"))
    return shutil.which(program) is not None


def converted(source: Path, ending: str, folder: Path, *, patience: float = 120) -> Path:
    """A file as LibreOffice saves it in another format, or in its own again.

    Args:
        source: the file to open.
        ending: of the format to save, such as ``docx`` or ``pdf``.
        folder: the new file goes there; must not be the source's own where the ending is the same.
        patience: seconds.
    """
    profile = folder / "profile"  # of its own: a second LibreOffice on one profile hands over to the first and ends
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
            *("--convert-to", ending, "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=patience,
    )
    return folder / f"{source.stem}.{ending}"


def pages(pdf: Path, folder: Path, *, dots: int = 60) -> list[Path]:
    """The pages of a PDF as pictures, in order.

    Args:
        pdf: the file.
        folder: the pictures go there.
        dots: per inch.
    """
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(dots), str(pdf), str(folder / pdf.stem)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return sorted(folder.glob(f"{pdf.stem}-*.png"))
