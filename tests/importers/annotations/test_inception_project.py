"""The export of an INCEpTION project: a document an article, an annotator a layer, the curation gold."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle, AnnotatedFile

TEXT = "Kim said it. 😀 Eve left."
TSV = (
    "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.S|label\n\n\n#Text=Kim said it.\n"
    "1-1\t0-3\tKim\t{}\t\n1-2\t4-8\tsaid\t_\t\n1-3\t9-12\tit.\t_\t\n"
    "\n#Text=😀 Eve left.\n2-1\t13-15\t😀\t_\t\n2-2\t16-19\tEve\tactor\t\n2-3\t20-25\tleft.\t_\t\n"
)


def xmi(label: str, text: str = TEXT) -> str:
    return (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
        ' xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">'
        f'<custom:S xmi:id="2" sofa="1" begin="16" end="19" label="{label}"/>'
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="{text}"/>'
        '<cas:View sofa="1" members="2"/></xmi:XMI>'
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def project(folder: Path, members: dict[str, str | bytes], **states: str) -> AnnotatedFile:
    """What is read of a project with these members; states of the document a.txt by annotator."""
    listed = [{"name": "a.txt", "user": user, "state": state} for user, state in states.items()]
    facts = {"name": "p", "annotation_documents": listed, "source_documents": []}
    (folder / "p.zip").write_bytes(zipped({"exportedproject1.json": json.dumps(facts), **members}))
    assert kind_of(folder / "p.zip") == "inception"
    return read_annotated(folder / "p.zip")


def tags(article: AnnotatedArticle) -> dict[str, Counter[tuple[str, str]]]:
    return {
        layer: Counter((one.tag, article.text[one.start : one.end]) for one in found)
        for layer, (found, _) in article.layers.items()
    }


def test_annotators_are_layers_of_one_article_and_the_curation_is_gold(tmp_path: Path) -> None:
    found = project(tmp_path, {
        "source/a.txt": TEXT,
        "annotation/a.txt/ada.zip": zipped({"ada.xmi": xmi("actor"), "TypeSystem.xml": "<x/>"}),
        "annotation/a.txt/bob@x.org.xmi": xmi("person"),
        "annotation_ser/a.txt/ada.ser": b"\xac\xed",
        "annotation_ser/a.txt/bob@x.org.ser": b"\xac\xed",
        "annotation_ser/a.txt/INITIAL_CAS.ser": b"\xac\xed",
        "curation/a.txt/CURATION_USER.zip": zipped({"CURATION_USER.xmi": xmi("gold")}),
    })  # fmt: skip
    [one] = found.articles
    assert (one.name, one.text) == ("a", TEXT)
    assert tags(one) == {
        "ada": Counter([("actor", "Eve")]),
        "bob-x-org": Counter([("person", "Eve")]),
        "gold-curation": Counter([("gold", "Eve")]),
    }
    assert found.all_losses().counts == {}


def test_tsv_gets_the_white_space_of_the_source_back(tmp_path: Path) -> None:
    found = project(tmp_path, {"source/b.c.txt": TEXT, "annotation/b.c.txt/ada.tsv": TSV.format("actor")})
    [one] = found.articles
    assert (one.name, one.text) == ("b.c", TEXT)
    assert tags(one) == {"ada": Counter([("actor", "Kim"), ("actor", "Eve")])}


def test_what_nobody_made_or_somebody_put_aside_is_counted_and_left_out(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        {
            "annotation/a.txt/INITIAL_CAS.tsv": TSV.format("machine"),
            "annotation/a.txt/ada.tsv": TSV.format("actor"),
            "annotation/a.txt/eve.tsv": TSV.format("actor"),
        },
        ada="FINISHED",
        eve="IGNORE",
    )
    [one] = found.articles
    assert list(one.layers) == ["ada"]
    assert found.losses.counts == {"unknown": 2, "rejected": 2}


def test_what_cannot_be_read_is_named_and_the_rest_comes_in(tmp_path: Path) -> None:
    found = project(tmp_path, {
        "source/a.txt": TEXT, "source/new.txt": "Nobody has read it.\n", "source/scan.pdf": b"%PDF",
        "annotation/a.txt/ada.xmi": "<broken", "annotation/a.txt/bob.xmi": xmi("actor"),
        "annotation/a.txt/dan.zip": b"no zip", "annotation_ser/a.txt/fay.ser": b"\xac\xed",
    })  # fmt: skip
    assert [(one.name, list(one.layers)) for one in found.articles] == [("a", ["bob"]), ("new", [])]
    assert found.losses.counts == {"unreadable file": 3, "other source": 1}


def test_readings_of_two_texts_are_two_articles_and_that_is_told(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "annotation/x/a.txt/ada.xmi": xmi("actor"), "annotation/x/a.txt/bob.xmi": xmi("actor", f"{TEXT} More."),
    }  # fmt: skip
    one, two = project(tmp_path, members).articles
    assert (one.name, two.name) == ("x/a", "x/a")
    assert [note for note in one.notes if "not the same" in note]


@pytest.mark.parametrize("damaged", ["{", '{"annotation_documents": [7]}'])
def test_a_project_whose_list_is_damaged_comes_in_all_the_same(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "p.zip").write_bytes(zipped({"exportedproject.json": damaged, "annotation/a.txt/ada.xmi": xmi("x")}))
    found = read_annotated(tmp_path / "p.zip")
    assert [list(one.layers) for one in found.articles] == [["ada"]]
    assert found.losses.counts == {"unreadable file": 1}


def test_a_project_whose_end_is_cut_off_is_said_to_be_damaged_not_read_as_the_zip_within(tmp_path: Path) -> None:
    inner = zipped({"jo.xmi": xmi("actor"), "TypeSystem.xml": "<x/>"})
    whole = zipped({"exportedproject1.json": "{}", "source/a.txt": TEXT, "annotation/a.txt/jo.zip": inner})
    for cut in (30, 60):
        (tmp_path / "p.zip").write_bytes(whole[:-cut])
        with pytest.raises(ImportFailed, match="damaged"):
            read_annotated(tmp_path / "p.zip")
    (tmp_path / "q.zip").write_bytes(zipped({"a.tsv": "x"})[:-30])
    with pytest.raises(ImportFailed, match="damaged"):
        read_annotated(tmp_path / "q.zip")
    (tmp_path / "p.zip").write_bytes(whole)
    assert len(read_annotated(tmp_path / "p.zip").articles) == 1


def test_members_that_lead_out_are_named_and_take_no_others_place(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        {
            "source/a.txt": TEXT, "annotation/a.txt/ada.xmi": xmi("actor"),
            "../annotation/a.txt/ada.xmi": xmi("evil"), "../../EVIL.tsv": "x",
        },
    )  # fmt: skip
    assert [label for label, _ in tags(found.articles[0])["ada"]] == ["actor"]
    assert found.losses.places["leads outside"] == ["../annotation/a.txt/ada.xmi", "../../EVIL.tsv"]
