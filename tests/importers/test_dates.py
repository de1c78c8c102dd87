"""Dates as printed are read where they are certain, in many languages; what is not certain is no date."""

from __future__ import annotations

import pytest

from analyst_app.importers.dates import iso_date


@pytest.mark.parametrize(("words", "date"), [
    ("2024-03-05T09:30:00+00:00", "2024-03-05"),
    ("March 5, 2024 Tuesday 9:00 AM GMT", "2024-03-05"),
    ("5 March 2024", "2024-03-05"),
    ("Mar 5, 2024", "2024-03-05"),
    ("Sept. 5, 2024", "2024-09-05"),
    ("4-Mar-2024", "2024-03-04"),
    ("January 11, 2018 Thursday, Late Edition - Final", "2018-01-11"),
    ("Los Angeles Times ; Los Angeles, Calif. [Los Angeles, Calif]08 May 2010: AA.2.", "2010-05-08"),
    ("5. März 2024", "2024-03-05"),
    ("4. März 2024 Montag", "2024-03-04"),
    ("5 de marzo de 2024", "2024-03-05"),
    ("1er février 2024", "2024-02-01"),
    ("Politique, jeudi 5 octobre 2013, p. 4", "2013-10-05"),
    ("martedì 5 marzo 2024", "2024-03-05"),
    ("terça-feira, 5 de março de 2024", "2024-03-05"),
    ("dinsdag 5 maart 2024", "2024-03-05"),
    ("9 февраля 1994 г.", "1994-02-09"),
    ("2024年3月5日 星期二", "2024-03-05"),
    ("2018 年 10 月 7 日 17:04", "2018-10-07"),
    ("1985年01月01日", "1985-01-01"),
    ("平成３０年１月７日", "2018-01-07"),
    ("2018년 5월 31일", "2018-05-31"),
    ("٥ مارس ٢٠٢٤", "2024-03-05"),
    ("12 كانون الثاني 2020", "2020-01-12"),
    ("5 marca 2024", "2024-03-05"),
    ("5 mars 2024", "2024-03-05"),
    ("2024. március 5.", "2024-03-05"),
    ("2018.01.07", "2018-01-07"),
    ("09.02.1994", "1994-02-09"),
    ("5.3.2024", "2024-03-05"),
    ("25/03/2024", "2024-03-25"),
    ("20240305", "2024-03-05"),
    ("March 2024", "2024-03"),
    ("2024", "2024"),
    ("03/04/2024", ""),
    ("31 February 2024", ""),
    ("March 5-11, 2024", ""),
    ("Spring 2024", ""),
    ("Correction Appended", ""),
    ("", ""),
])  # fmt: skip
def test_a_date_is_read_where_it_is_certain(words: str, date: str) -> None:
    assert iso_date(words) == date
