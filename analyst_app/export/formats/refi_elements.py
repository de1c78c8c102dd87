"""The elements of a REFI-QDA project as this program writes them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.refi.own_project import coding_guid, own_code_guid, own_guid_of, selection_name, xml_words
from analyst_app.export.contract import Options
from analyst_app.export.formats.refi_kept import KeptProject
from analyst_app.export.rows import SpanRow


class Guids(NamedTuple):
    """Identifiers of users and codes: those of projects that came in, else our own."""

    users: Mapping[str, str] = {}
    """By layer id."""
    codes: Mapping[tuple[str, ...], str] = {}
    """By tag, attribute and value."""

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, projects: tuple[KeptProject, ...]) -> Guids:
        """Those of projects that are written back."""
        users: dict[str, str] = {}
        codes: dict[tuple[str, ...], str] = {}
        for project in projects:
            for guid, layer in project.users.items():
                users.setdefault(layer, guid)
            for names, guid in project.codes.items():
                codes.setdefault(names, guid)
        return cls(users, codes)

    def user(self, layer: str) -> str:
        """The user whose layer it is."""
        return self.users.get(layer) or own_guid_of("user", layer)

    def code(self, *names: str) -> str:
        """The code of a tag, or of a value of its; empty for a value that a tag which came in had not."""
        found = self.codes.get(names)
        if found is None and len(names) > 1 and names[:1] in self.codes:
            return ""
        return found or own_code_guid(*names)


def link_element(guid: str, name: str, origin: str, target: str) -> str:
    """A relation as a link between two selections.

    Args:
        guid: its own.
        name: the relation's type.
        origin: guid of the selection that it comes from.
        target: guid of the selection that it leads to.
    """
    ends = f'originGUID="{origin}" targetGUID="{target}"'
    return f'<Link guid="{guid}" name={quoteattr(name)} direction="OneWay" {ends}/>\n'


def code_description(tag: Tag) -> str:
    """A tag's definition and edges, escaped."""
    return escape(xml_words(f"{tag.definition}\nEdges: {tag.edges}" if tag.edges else tag.definition))


def value_codes(tag: Tag | None) -> str:
    """The child codes of a tag's code: its choices with their values, and its flags."""
    children = []
    for attribute in tag.attributes if tag else ():
        guid = own_code_guid(tag.id, attribute.id) if tag else ""
        name = quoteattr(xml_words(attribute.name))
        if attribute.kind.is_switch:
            children.append(f'<Code guid="{guid}" name={name} isCodable="true"/>')
        elif attribute.kind.lists_values and tag:
            values = "".join(
                f'<Code guid="{own_code_guid(tag.id, attribute.id, value.id)}" name={quoteattr(xml_words(value.name))}'
                f' isCodable="true"/>'
                for value in attribute.values
            )
            children.append(f'<Code guid="{guid}" name={name} isCodable="false">{values}</Code>')
    return "".join(children)


def user_element(guid: str, name: str) -> str:
    """An annotator as a user.

    Args:
        guid: of the user.
        name: of the layer.
    """
    return f'<User guid="{guid}" name={quoteattr(name)} id={quoteattr(name)}/>'


def code_elements(options: Options) -> str:
    """The tags as codes, each in the code of the tag that it stands under.

    Args:
        options: the choices of the export, the same for every article.
    """
    book = options.codebook
    below: dict[str, list[str]] = {"": []}
    for label in options.vocabulary.labels:
        for inner, outer in pairwise([*_upwards(book, label), ""]):
            held = below.setdefault(outer, [])
            held += [inner] if inner not in held else []
    made: dict[str, str] = {}
    for outer in sorted(below, key=lambda label: len(book.path_of(label)) if label else 0, reverse=True):
        made[outer] = "".join(code_element(options, label, made.get(label, "")) for label in below[outer])
    return made[""]


def _upwards(book: Codebook, label: str) -> Iterator[str]:
    """The ids of a tag and of the tags that it stands under, the nearest first."""
    at: str | None = label
    while at is not None:
        yield at
        over = book.parent_of(at)
        at = over.id if over is not None else None


def code_element(options: Options, label: str, below: str = "") -> str:
    """A tag as a code, with its values as child codes; nothing is coded with a group that is not exported itself.

    Args:
        options: the choices of the export, the same for every article.
        label: the tag's id.
        below: the codes of the tags that stand under it, as XML.
    """
    tag = options.codebook.tag(label)
    is_codable = label in options.vocabulary.labels
    about = f"<Description>{code_description(tag)}</Description>" if tag and tag.definition else ""
    colour = f' color="{tag.colour}"' if tag else ""
    codable = f'isCodable="{"true" if is_codable else "false"}"'
    opening = f'<Code guid="{own_code_guid(label)}" name={quoteattr(xml_words(label))} {codable}{colour}>'
    return f"{opening}{about}{value_codes(tag) if is_codable else ''}{below}</Code>\n"


def selection_element(
    row: SpanRow, guid: str, user: str, span: tuple[int, int], codes: Mapping[str, bool], refs: list[str]
) -> str:
    """A span as a selection.

    Args:
        row: the span.
        guid: of the selection.
        user: guid of the user.
        span: positions as the source counts.
        codes: guids of its codes; True of one that is the only one of a list of values.
        refs: references to its notes, as XML.
    """
    name = quoteattr(selection_name(row.text))
    codings = "".join(
        f'<Coding guid="{coding_guid(guid, code, is_list=is_list)}" creatingUser="{user}">'
        f'<CodeRef targetGUID="{code}"/></Coding>'
        for code, is_list in codes.items()
    )
    return (
        f'<PlainTextSelection guid="{guid}" name={name} startPosition="{span[0]}" endPosition="{span[1]}"'
        f' creatingUser="{user}">{codings}{"".join(refs)}</PlainTextSelection>'
    )


def note_element(guid: str, user: str, words: str) -> str:
    """A note of an annotator.

    Args:
        guid: its own.
        user: guid of the user.
        words: its text.
    """
    return (
        f'<Note guid="{guid}" name={quoteattr(selection_name(words))} creatingUser="{user}">'
        f"<PlainTextContent>{_escaped(words)}</PlainTextContent></Note>\n"
    )


def _escaped(words: str) -> str:
    """Words as the text of an element; a parser makes a line feed of a bare carriage return."""
    return escape(words, {"\r": "&#13;"})


def archive_entry(name: str) -> zipfile.ZipInfo:
    """A member of the archive, dated 1980: equal content gives equal bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def variable_element(guid: str, name: str) -> str:
    """A variable of sources that holds words.

    Args:
        guid: its own.
        name: as other programs show it.
    """
    return f'<Variable guid="{guid}" name={quoteattr(xml_words(name))} typeOfVariable="Text"/>'


def variable_value(variable: str, words: str) -> str:
    """The value of a variable.

    Args:
        variable: its guid.
        words: the value.
    """
    value = f"<TextValue>{_escaped(words)}</TextValue>"
    return f'<VariableValue><VariableRef targetGUID="{variable}"/>{value}</VariableValue>'
