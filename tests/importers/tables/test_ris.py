"""The facts of RIS records, as databases write them."""

from __future__ import annotations

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.tables.ris import records

RIS = """TY  - NEWS
TI  - Depot plan fails after a long
 night of talks
AU  - Brandt, Ada
AU  - Weiss, Tom
T2  - Harbour Post
DA  - 2024/03/05/
PY  - 2024
UR  - https://post.example/depot
ER  -

TY  - NEWS
T1  - Later
PY  - 2023
ER  -
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_records_have_their_facts(newline: str) -> None:
    one, two = records(RIS.replace("\n", newline).encode("utf-8-sig"), "a.ris")
    assert one == {
        "title": "Depot plan fails after a long night of talks", "outlet": "Harbour Post",
        "author": "Brandt, Ada; Weiss, Tom", "date": "2024-03-05", "url": "https://post.example/depot",
    }  # fmt: skip
    assert two == {"title": "Later"}, "a year alone is no date"


def test_what_is_no_ris_is_one_sentence() -> None:
    with pytest.raises(ImportFailed, match=r"a\.ris holds no record"):
        records(b"nothing of it\n", "a.ris")
