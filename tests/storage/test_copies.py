"""Copies of a layer for another person."""

from __future__ import annotations

from analyst_app.storage import file_names
from analyst_app.storage.copies import of_another


def _sidecar(layer_id: str) -> bytes:
    return f'{{"format": "x",\n "annotator": "{layer_id}",\n "note": ""\n}}\n'.encode()


def test_the_owners_layer_gets_the_other_persons_name_in_and_on_the_file() -> None:
    name = file_names.sidecar_name("news.txt", "ada")
    found = of_another(name, _sidecar("ada"), owner="ada", other="bob")
    assert found == (file_names.sidecar_name("news.txt", "bob"), _sidecar("bob"))


def test_the_article_and_a_third_persons_layer_stay_as_they_are() -> None:
    for name in ("news.txt", file_names.sidecar_name("news.txt", "eve")):
        assert of_another(name, _sidecar("eve"), owner="ada", other="bob") == (name, _sidecar("eve"))
