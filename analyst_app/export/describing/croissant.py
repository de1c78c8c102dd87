"""Croissant 1.0 (MLCommons): ``croissant.json``, by which search engines and loaders of data sets know the files.

A record set for each kind of rows, and one for the classes of each column of numbers. Of a list of records the plain
values are fields; lists within it (the values of a span) stand in the files alone. That a column holds numbers of
classes is said in words: mlcroissant 1.1 cannot follow ``references`` from a list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from analyst_app.export.contract import HubConfig
from analyst_app.export.describing.credits import Author
from analyst_app.export.describing.hub_head import HeadFacts

CROISSANT = "croissant.json"
_PARQUET = "application/x-parquet"
_TYPES = {
    "string": "sc:Text",
    "bool": "sc:Boolean",
    "double": "sc:Float",
    "float": "sc:Float",
    "date32[day]": "sc:Date",
}
"""Types of Croissant by those of Arrow; every other one is a whole number or a time."""
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            *(
                "citeAs",
                "column",
                "equivalentProperty",
                "extract",
                "field",
                "fileProperty",
                "fileObject",
                "fileSet",
                "format",
                "includes",
            ),
            *("isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex"),
            *("repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
        )
    },
}
"""The context of the specification, without which readers warn."""


def croissant(facts: HeadFacts, summary: str, checksums: Mapping[str, str], generator: str) -> str:
    """The text of the file.

    Args:
        facts: facts about the dataset.
        summary: a sentence on what it is.
        checksums: SHA-256 of each data file by its path.
        generator: the program and its version.
    """
    credits = facts.credits
    said: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": credits.title or facts.name,
        "description": summary,
    }
    said |= {"license": credits.licence_address or credits.licence} if credits.licence else {}
    said |= {"creator": [_creator(one) for one in credits.makers]} if credits.authors else {}
    if credits.title and credits.authors:
        said["citeAs"] = f"{'; '.join(one.words for one in credits.makers)}: {credits.title}."
    said |= {"inLanguage": list(facts.languages)} if facts.languages else {}
    said["sdPublisher"] = {"@type": "sc:SoftwareApplication", "name": generator}
    said["distribution"] = [_file(path, sha256) for path, sha256 in checksums.items()]
    said["distribution"] += [_files(config) for config in facts.configs]
    classes = {name: names for config in facts.configs for name, names in config.classes.items()}
    said["recordSet"] = [_record_set(config) for config in facts.configs]
    said["recordSet"] += [_class_set(name, names) for name, names in classes.items()]
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def refreshed(text: str, config: HubConfig, checksums: Mapping[str, str]) -> str:
    """The text of a file whose rows are others now.

    Args:
        text: as it was written.
        config: the rows as they are now.
        checksums: SHA-256 of each data file by its path.
    """
    said = json.loads(text)
    for one in said["distribution"]:
        if one["@id"] in checksums:
            one["sha256"] = checksums[one["@id"]]
    said["recordSet"] = [_record_set(config) if one["@id"] == config.name else one for one in said["recordSet"]]
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _creator(author: Author) -> dict[str, str]:
    kind = "sc:Person" if author.family or author.orcid else "sc:Organization"
    return {"@type": kind, "name": author.words} | (
        {"sameAs": f"https://orcid.org/{author.orcid}"} if author.orcid else {}
    )


def _file(path: str, sha256: str) -> dict[str, str]:
    said = {"@type": "cr:FileObject", "@id": path, "name": path, "contentUrl": path, "encodingFormat": _PARQUET}
    return said | {"sha256": sha256}


def _files(config: HubConfig) -> dict[str, Any]:
    name = f"{config.name}-files"
    said = {"@type": "cr:FileSet", "@id": name, "name": name, "encodingFormat": _PARQUET}
    return said | {"includes": sorted(config.paths.values())}


def _record_set(config: HubConfig) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": config.name,
        "name": config.name,
        "description": config.purpose,
        **({"key": {"@id": f"{config.name}/id"}} if config.name == "default" else {}),
        "field": [_field(config, column.name, column.type) for column in config.columns],
    }


def _field(config: HubConfig, name: str, kind: Any) -> dict[str, Any]:
    """A column, with the plain values of its records where it holds any."""
    said: dict[str, Any] = {"@type": "cr:Field", "@id": f"{config.name}/{name}", "name": name}
    inner, is_list = (kind.value_type, True) if _is_list(kind) else (kind, False)
    said |= {"repeated": True} if is_list else {}
    if not _is_struct(inner):
        said |= {"dataType": _type(inner), "source": _source(config, name)}
        if name in config.classes:
            said["description"] = f"a number of {name}-classes for each token"
        return said
    said["subField"] = [
        {
            "@type": "cr:Field",
            "@id": f"{config.name}/{name}/{one.name}",
            "name": one.name,
            "dataType": _type(one.type),
            "source": _source(config, name, f"[*].{one.name}" if is_list else one.name),
        }
        for one in inner
        if not _is_list(one.type) and not _is_struct(one.type)
    ]
    return said


def _source(config: HubConfig, column: str, path: str = "") -> dict[str, Any]:
    said: dict[str, Any] = {"fileSet": {"@id": f"{config.name}-files"}, "extract": {"column": column}}
    return said | ({"transform": {"jsonPath": path}} if path else {})


def _class_set(name: str, names: Sequence[str]) -> dict[str, Any]:
    own = f"{name}-classes"
    return {
        "@type": "cr:RecordSet",
        "@id": own,
        "name": own,
        "description": f"the classes of {name} by number",
        "dataType": "sc:Enumeration",
        "key": {"@id": f"{own}/number"},
        "field": [
            {"@type": "cr:Field", "@id": f"{own}/number", "name": "number", "dataType": "sc:Integer"},
            {"@type": "cr:Field", "@id": f"{own}/name", "name": "name", "dataType": "sc:Text"},
        ],
        "data": [{f"{own}/number": place, f"{own}/name": one} for place, one in enumerate(names)],
    }


def _type(kind: Any) -> str:
    words = str(kind)
    return _TYPES.get(words, "sc:DateTime" if words.startswith("timestamp") else "sc:Integer")


def _is_list(kind: Any) -> bool:
    return str(kind).startswith(("list<", "large_list<"))


def _is_struct(kind: Any) -> bool:
    return str(kind).startswith("struct<")
