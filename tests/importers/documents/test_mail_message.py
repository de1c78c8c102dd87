"""A mail is read with all its text, in the encodings that its words show, and names what it left out.

Tests of importers.documents.mail_message and importers.documents.mail_text.
"""

from __future__ import annotations

import base64

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.mail_message import read as read_mail
from analyst_app.importers.documents.mail_text import mail_paragraphs
from analyst_app.importers.imported_article import ImportedArticle
from tests.importers import samples

HEAD = "From: Nora Field <nora@lantern.example>\r\nSubject: Depot vote\r\nDate: Tue, 5 Mar 2024 23:30:00 -0500\r\n"
CLOSING = "The harbour council voted to close the depot. "


def mail(body: str, kind: str = "text/plain; charset=utf-8", head: str = HEAD, encoding: str = "utf-8") -> bytes:
    return f"{head}MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n{body}".encode(encoding)


def parts(kind: str, *each: tuple[str, str], boundary: str = "x") -> str:
    """The header and body of a multipart: the head lines and body of each part."""
    middle = "".join(f"--{boundary}\r\nContent-Type: {head}\r\n\r\n{body}\r\n" for head, body in each)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n{middle}--{boundary}--\r\n'


def read(data: bytes, **options: str) -> ImportedArticle:
    return read_mail(data, "a.eml", options)[0]


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.rstrip("\n").split("\n\n")


def whole(content: str, head: str = HEAD) -> bytes:
    return f"{head}MIME-Version: 1.0\r\n{content}".encode()


def test_the_facts_are_sender_subject_and_day_and_a_date_that_is_none_stays_empty() -> None:
    article = read(mail("It closes."))
    assert (article.title, article.author, article.outlet) == ("Depot vote", "Nora Field", "lantern.example")
    assert article.date == "2024-03-05"
    article = read(mail("It closes.", head="Subject: x\r\nDate: one fine day\r\n"))
    assert (article.date, article.notes) == ("", ("Its date could not be read: “one fine day”.",))


def test_a_wrongly_declared_or_missing_encoding_is_found_by_the_words_and_said() -> None:
    words = samples.RUSSIAN_FIRST
    for kind in ("text/plain; charset=utf-8", "text/plain; charset=us-ascii", "text/plain", "text/plain; charset=zork"):
        article = read(mail(words, kind, encoding="cp1251"))
        assert words in article.text
        assert "cp1251, which reads so: “" in article.notes[0]
    assert paragraphs(mail("“Été”", "text/plain; charset=iso-8859-1", encoding="cp1252"))[1:] == ["“Été”"]


def test_Japanese_mail_in_its_own_encoding_is_read_and_so_is_a_subject_cut_within_a_letter() -> None:
    data = "市長は述べた".encode("iso2022_jp")
    utf = "市長は述べた".encode()
    pieces = [base64.b64encode(piece).decode() for piece in (utf[:7], utf[7:])]
    head = "Subject: " + "\r\n ".join(f"=?utf-8?B?{piece}?=" for piece in pieces) + "\r\n"
    article = read(mail("@", "text/plain; charset=iso-2022-jp", head=head).replace(b"@", data))
    assert (article.title, article.text) == ("市長は述べた", "市長は述べた\n")


def test_a_subject_that_is_not_encoded_at_all_is_read() -> None:
    assert read(mail("It closes.", head="Subject: Größe, sagte Müller\r\n", encoding="cp1252")).title == (
        "Größe, sagte Müller"
    )


def test_flowed_lines_go_on_where_they_end_in_a_blank() -> None:
    flowed = "The depot will \r\nclose.\r\nNobody \r\nobjected.\r\n\r\n> quoted \r\n> words\r\n-- \r\nNora\r\n"
    assert mail_paragraphs(flowed, is_flowed=True) == [
        "The depot will close.", "Nobody objected.", "> quoted words", "--", "Nora",
    ]  # fmt: skip
    assert paragraphs(mail("市長は \r\n述べた。\r\n", "text/plain; charset=utf-8; format=flowed; delsp=yes"))[1:] == [
        "市長は述べた。"
    ]


def test_quotes_of_other_mails_keep_their_marks_and_are_apart_from_the_answer() -> None:
    body = "> The depot\r\n> will close.\r\n>> When?\r\nIn May,\r\nI hear.\r\n\r\nNora\r\n"
    assert paragraphs(mail(body))[1:] == ["> The depot will close.", ">> When?", "In May, I hear.", "Nora"]


def test_all_parts_that_are_text_are_read_and_attached_files_are_named() -> None:
    content = parts(
        "mixed",
        ("text/plain; charset=utf-8", "First part."),
        ('image/jpeg; name="photo.jpg"', "xx"),
        ('text/plain; name="notes.txt"\r\nContent-Disposition: attachment; filename="notes.txt"', "Not read."),
        ("text/plain; charset=utf-8", "Second part."),
        ('application/ms-tnef; name="winmail.dat"', "xx"),
    )
    article = read(whole(content))
    assert article.text == "Depot vote\n\nFirst part.\n\nSecond part.\n"
    assert article.notes[0] == "Left out: 3 attached files: photo.jpg, notes.txt, winmail.dat."
    assert "winmail.dat is in Outlook's own form" in article.notes[1]


def test_of_two_forms_of_a_text_the_plain_one_is_read_unless_it_is_a_stub() -> None:
    rich = f"<html><body><p>{CLOSING * 4}</p></body></html>"
    alternative = parts("alternative", ("text/plain", CLOSING * 4), ("text/html", rich))
    assert paragraphs(whole(alternative))[1:] == [(CLOSING * 4).strip()]
    assert read(whole(alternative)).notes == ()
    stub = parts("alternative", ("text/plain", "Please use another program."), ("text/html", rich))
    article = read(whole(stub))
    assert CLOSING.strip() in article.text
    assert article.notes == (
        "Its HTML form was read, as the plain one is much shorter: “Please use another program.”.",
    )


def test_a_page_with_its_pictures_is_read_and_the_pictures_are_no_attached_files() -> None:
    related = parts("related", ("text/html", f"<p>{CLOSING}</p>"), ("image/png\r\nContent-ID: <1>", "xx"), boundary="y")
    content = parts("alternative", ("text/plain", ""), (related.removeprefix("Content-Type: "), ""))
    article = read(whole(content))
    assert article.text == f"Depot vote\n\n{CLOSING.strip()}\n"
    assert article.notes == ()


def test_a_forwarded_mail_is_read_with_its_subject_and_named() -> None:
    inner = (
        "From: Ada Brandt <ada@post.example>\r\nSubject: We stay\r\nDate: Mon, 4 Mar 2024 10:00:00 +0000\r\n"
        "Content-Type: text/plain\r\n\r\nNobody will leave.\r\n"
    )
    content = parts("mixed", ("text/plain", "See below."), ("message/rfc822\r\nContent-Disposition: attachment", inner))
    article = read(whole(content))
    assert article.text == "Depot vote\n\nSee below.\n\nWe stay\n\nNobody will leave.\n"
    assert article.notes == ("It forwards a mail by Ada Brandt of 2024-03-04: “We stay”.",)


def test_a_signature_is_no_attached_file_and_an_encrypted_mail_is_refused_in_a_sentence() -> None:
    content = parts("signed", ("text/plain", "It closes."), ("application/pgp-signature", "xx"))
    assert (read(whole(content)).text, read(whole(content)).notes) == ("Depot vote\n\nIt closes.\n", ())
    with pytest.raises(ImportFailed, match=r"a\.eml is encrypted\. Open it in your mail program"):
        read(mail("xx", "application/pkcs7-mime"))
    with pytest.raises(ImportFailed, match=r"only have attachments \(a\.pdf\)"):
        read(mail("xx", 'application/pdf; name="a.pdf"'))


def test_a_line_of_a_mailbox_before_the_headers_is_no_header() -> None:
    assert read(b"From nora@lantern.example Tue Mar  5 10:00:00 2024\r\n" + mail("It closes.")).title == "Depot vote"


def test_an_encoding_that_nothing_decides_is_asked_for() -> None:
    data = mail("The mayor, Kovač, said no.", "text/plain", encoding="cp1250")
    with pytest.raises(ImportFailed, match="nothing decides"):
        read(data)
    assert "Kovač" in read(data, encoding="cp1250").text


def test_a_mail_within_a_mail_within_a_mail_ends() -> None:
    deep = b"Content-Type: message/rfc822\r\n\r\n" * 60 + b"Content-Type: text/plain\r\n\r\nIt closes.\r\n"
    with pytest.raises(ImportFailed, match="holds no text"):
        read(deep)


def test_a_plain_form_that_says_something_else_is_a_stub_whatever_its_length() -> None:
    rich = "<p>The council met for four hours.</p><p>“No”, said Brandt.</p>"
    article = read(whole(parts("alternative", ("text/plain", "Your program shows no HTML."), ("text/html", rich))))
    assert article.text == "Depot vote\n\nThe council met for four hours.\n\n“No”, said Brandt.\n"
    assert "Its HTML form was read, as the plain one is another, shorter text: “Your program shows no HTML.”." in (
        article.notes
    )


def test_a_plain_form_that_is_shorter_but_the_same_text_is_read() -> None:
    rich = "<p>The council met for four hours.</p><p>Unsubscribe here, or write to us.</p>"
    same = parts("alternative", ("text/plain", "The council met for four hours."), ("text/html", rich))
    assert read(whole(same)).text.endswith("The council met for four hours.\n")


def test_a_part_whose_bytes_are_cut_off_is_said_to_be() -> None:
    coded = "VGhlIG1heW9yIGxlZnQgYXQgbm9vbi4="
    content = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert read(whole(f"{content}{coded}\r\n")).text.endswith("The mayor left at noon.\n")
    assert read(whole(f"{content}{coded}\r\n")).notes == ()
    cut = read(whole(f"{content}{coded[:-6]}\r\n"))
    assert cut.notes == ("A part of the mail is damaged: its end, or words in it, may be missing.",)
