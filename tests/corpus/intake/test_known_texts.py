"""An article is found by its text, whatever its name, encoding and line ends; few files are read for it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from analyst_app.corpus.intake import known_texts
from analyst_app.corpus.intake.known_texts import KnownTexts

TEXT = "Přišel.\nShe left 😀.\n"


def digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_bytes_do_not_matter(codec: str, newline: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    path = tmp_path / "sub" / "other name.txt"
    path.write_bytes(TEXT.replace("\n", newline).encode(codec))
    assert KnownTexts(tmp_path).of_text(TEXT, digest(TEXT)) == [path]


def test_only_files_of_a_fitting_size_are_read_and_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        (tmp_path / f"{number}.txt").write_text("x" * (10 + 100 * number), "utf-8")
    read: list[Path] = []
    real = known_texts.read_article
    monkeypatch.setattr(known_texts, "read_article", lambda path: read.append(path) or real(path))
    known = KnownTexts(tmp_path)
    for _ in range(3):
        assert known.of_text("x" * 110, digest("x" * 110)) == [tmp_path / "1.txt"]
    assert 0 < len(read) == len(set(read)) < 10


def test_an_article_that_goes_meanwhile_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(name * 5, "utf-8")
    real = known_texts.articles_in

    def going(folder: Path) -> Iterator[Path]:
        for path in real(folder):
            if path.name == "a.txt":
                path.unlink()
            yield path

    monkeypatch.setattr(known_texts, "articles_in", going)
    assert KnownTexts(tmp_path).of_text("bbbbb", digest("bbbbb")) == [tmp_path / "b.txt"]


def test_a_folder_that_is_not_there_knows_nothing(tmp_path: Path) -> None:
    assert KnownTexts(tmp_path / "new").of_text("a", digest("a")) == []


def test_no_article_is_looked_at_twice_however_many_texts_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"text {number:03}", "utf-8")
    kept: list[Path] = []
    known = KnownTexts(tmp_path)
    real = known._keep
    monkeypatch.setattr(known, "_keep", lambda path, digest: kept.append(path) or real(path, digest))
    for number in range(30):
        assert known.of_text(f"text {number:03}", digest(f"text {number:03}")) == [tmp_path / f"{number}.txt"]
    assert len(kept) == 30
