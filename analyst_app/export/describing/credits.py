"""The words that only a person can say of a dataset: its title, its authors, its licence. Nothing of it is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORCID = re.compile(r"\s*[(<]?(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])[)>]?\s*$")

_BY = ("CC-BY", "CC-BY-SA", "CC-BY-NC", "CC-BY-NC-SA")
LICENCES = {
    **{name: name.lower() for name in ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC0-1.0")},
    **{"ODbL-1.0": "odbl", "ODC-By-1.0": "odc-by", "PDDL-1.0": "pddl", "CDLA-Permissive-2.0": "cdla-permissive-2.0"},
    **{name: name.lower() for name in ("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "Unlicense")},
    **{f"{name}-{version}": f"{name.lower()}-{version}" for name in _BY for version in ("2.0", "3.0")},
    **{"CC-BY-ND-4.0": "cc-by-nd-4.0", "CC-BY-NC-ND-4.0": "cc-by-nc-nd-4.0", "GPL-3.0-only": "gpl-3.0"},
}
"""Licences of data by their identifiers of SPDX, those of most data first, with the Hugging Face hub's own names."""


@dataclass(frozen=True)
class Author:
    """Somebody who made a dataset."""

    words: str
    """As it was given, without the ORCID."""
    family: str = ""
    """The family name, where a comma stands after it; else nobody knows which word that is."""
    given: str = ""
    orcid: str = ""
    """As ``0000-0002-1825-0097``."""

    @classmethod
    def parse(cls, words: str) -> Author:
        """The author in ``Brandt, Ada`` or ``Harbour Institute``, an ORCID at the end if there is one.

        Args:
            words: as a person writes it.
        """
        found = _ORCID.search(words)
        name = " ".join((words[: found.start()] if found else words).split())
        family, comma, given = name.partition(", ")
        return cls(name, family if comma else "", given if comma else "", found[1] if found else "")


def is_orcid(words: str) -> bool:
    """True if the last sign of an ORCID iD is the one that the others ask for (ISO/IEC 7064, MOD 11-2).

    Args:
        words: as ``0000-0002-1825-0097``.
    """
    total = 0
    for digit in words.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return words[-1] == "0123456789X"[(12 - total % 11) % 11]


@dataclass(frozen=True)
class Credits:
    """The words that a person gave with an export; empty where she gave none."""

    title: str = ""
    authors: tuple[str, ...] = ()
    """Each as ``Brandt, Ada (0000-0002-1825-0097)`` or as the name of a body."""
    licence: str = ""
    """An identifier of SPDX such as ``CC-BY-4.0``, the address of a text, or a few words."""

    @property
    def makers(self) -> list[Author]:
        """The authors, read."""
        return [Author.parse(words) for words in self.authors]

    @property
    def spdx(self) -> str:
        """The identifier of SPDX that the licence is, in its own spelling; empty if it is none of those known here."""
        return next((name for name in LICENCES if name.casefold() == self.licence.casefold()), "")

    @property
    def hub_licence(self) -> str:
        """The name by which the Hugging Face hub knows the licence; empty if it knows none."""
        return LICENCES.get(self.spdx, "")

    @property
    def licence_address(self) -> str:
        """Address of the licence's text: the one that was given, or that of SPDX for an identifier; else empty."""
        if self.licence.startswith(("http://", "https://")):
            return self.licence
        return f"https://spdx.org/licenses/{self.spdx}.html" if self.spdx else ""
