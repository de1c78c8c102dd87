"""Exports of news databases in the languages of their interfaces; the articles in them are invented."""

from __future__ import annotations

from typing import NamedTuple


class Interface(NamedTuple):
    """The words of one interface language."""

    words: str
    """Of the length of an article."""
    dates: tuple[str, str]
    """How 4 and 5 March 2024 are printed."""
    document: str
    """Before a document's number (Factiva)."""
    language: str
    """The name of the article's language."""
    rights: str
    nexis: tuple[str, str, str, str]
    """Labels: author, section, length, load date."""
    uni: tuple[str, str]
    """Lines: the body begins, the document ends."""
    proquest: str
    """“Document {} of {}”, and labels: full text, publication title, publication date, language; | parts them."""


LANGUAGES = {
    "en": Interface("words", ("4 March 2024", "March 5, 2024"), "Document", "English", "All Rights Reserved",
                    ("BYLINE", "SECTION", "LENGTH", "LOAD-DATE"), ("Body", "End of Document"),
                    "Document {} of {}|Full text|Publication title|Publication date|Language of publication"),
    "de": Interface("Wörter", ("4. März 2024", "5. März 2024"), "Dokument", "Deutsch",
                    "Alle Rechte vorbehalten",
                    ("AUTOR", "RUBRIK", "LÄNGE", "UPDATE"), ("Textkörper", "Ende des Dokuments"),
                    "Dokument {} von {}|Volltext|Titel der Publikation|Publikationsdatum|Publikationssprache"),
    "fr": Interface("mots", ("4 mars 2024", "mardi 5 mars 2024"), "Document", "Français", "Tous droits réservés",
                    ("AUTEUR", "RUBRIQUE", "LONGUEUR", "DATE-CHARGEMENT"), ("Corps", "Fin du document"),
                    "Document {} de {}|Texte intégral|Titre de la publication|Date de publication|Langue"),
    "es": Interface("palabras", ("4 de marzo de 2024", "5 de marzo de 2024"), "Documento", "Español",
                    "Todos los derechos reservados",
                    ("AUTOR", "SECCIÓN", "LONGITUD", "FECHA-CARGA"), ("Cuerpo", "Fin del documento"),
                    "Documento {} de {}|Texto completo|Título de publicación|Fecha de publicación|Idioma"),
    "it": Interface("parole", ("4 marzo 2024", "martedì 5 marzo 2024"), "Documento", "Italiano",
                    "Tutti i diritti riservati",
                    ("AUTORE", "SEZIONE", "LUNGHEZZA", "DATA-CARICAMENTO"), ("Corpo", "Fine del documento"),
                    "Documento {} di {}|Testo completo|Titolo pubblicazione|Data di pubblicazione|Lingua"),
    "pt": Interface("palavras", ("4 de março de 2024", "5 março 2024"), "Documento", "Português",
                    "Todos os direitos reservados",
                    ("AUTOR", "SEÇÃO", "EXTENSÃO", "DATA DE CARREGAMENTO"), ("Corpo", "Fim do documento"),
                    "Documento {} de {}|Texto completo|Título da publicação|Data de publicação|Idioma de publicação"),
    "nl": Interface("woorden", ("4 maart 2024", "dinsdag 5 maart 2024"), "Document", "Nederlands",
                    "Alle rechten voorbehouden",
                    ("AUTEUR", "RUBRIEK", "LENGTE", "LAADDATUM"), ("Hoofdtekst", "Einde van document"),
                    "Document {} van {}|Volledige tekst|Titel van publicatie|Datum van publicatie|Taal van publicatie"),
    "ru": Interface("слов", ("4 марта 2024", "5 марта 2024 г."), "Документ", "Русский", "Все права защищены",
                    ("АВТОР", "РУБРИКА", "ДЛИНА", "ДАТА ЗАГРУЗКИ"), ("Текст", "Конец документа"),
                    "Документ {} из {}|Полный текст|Название публикации|Дата публикации|Язык публикации"),
    "zh": Interface("字", ("2024 年 3 月 4 日", "2024年3月5日 星期二"), "文件", "中文", "版权所有",
                    ("作者", "版面", "长度", "加载日期"), ("正文", "文档结束"),
                    "第 {} 个文档，共 {} 个|全文|出版物名称|出版日期|出版物语言"),
    "ja": Interface("文字", ("2024年3月4日", "2024年3月5日"), "文書", "日本語", "無断転載を禁じます",
                    ("著者", "面", "文字数", "ロード日"), ("本文", "文書の終わり"),
                    "ドキュメント {} / {}|全文|出版物のタイトル|出版日|出版物の言語"),
}  # fmt: skip
BODIES = (
    ("By Friday the council had to decide, said Ada Brandt, who chairs the union.", "LENGTH: 5 words, her note read."),
    ("“We stay”, she said.", "Nobody left the depot."),
)
TITLES = ("Depot plan fails", "Depot: what next?")
OUTLETS = ("Harbour Post", "Inland Courier")


def factiva_page(words: Interface) -> str:
    """A page as Factiva saves it: a section, the headline in a span, the author in a div of its own."""
    articles = ""
    for number, (title, outlet, body) in enumerate(zip(TITLES, OUTLETS, BODIES, strict=True)):
        author = '<div class="author">By Tom Weiss </div>' if number == 0 else ""
        paragraphs = "".join(f'<p class="articleParagraph enarticleParagraph">{one}</p>' for one in body)
        articles += f"""<div id="article-X{number}" class="article"><div class="article enArticle"><p>
<div>News</div><div id="hd"><span class='enHeadline'>{title}</span>
</div>{author}<div>1,120 {words.words}</div><div>{words.dates[number]}</div><div>09:1{number}</div><div>{outlet}</div>
<div>POST</div><div>1; National</div><div>{words.language}</div><div>(c) 2024 {outlet} </div></p>{paragraphs}
<p>Photo: a locker.</p><p>{words.document} POST00002024030{number + 4}ek35000{number}x</p></div></div><br/>"""
    return (
        f"<html><head><title>Factiva</title></head><body><h1>Factiva</h1>{articles}<span>© Factiva</span></body></html>"
    )


def factiva_text(words: Interface) -> str:
    """The same as text, without codes."""
    made = ""
    for number, (title, outlet, body) in enumerate(zip(TITLES, OUTLETS, BODIES, strict=True)):
        made += f"""News
{title}
1,120 {words.words}
{words.dates[number]}
{outlet}
POST
{words.language}
Copyright 2024 {outlet}. {words.rights}.

{body[0]}

{body[1]}

{words.document} POST00002024030{number + 4}ek35000{number}x

"""
    return made


def nexis(words: Interface) -> str:
    """The classic export of Nexis."""
    author, section, length, load = words.nexis
    made = "\ufeff\n\n"
    for number, (title, outlet, body) in enumerate(zip(TITLES, OUTLETS, BODIES, strict=True)):
        byline = f"{author}: Tom Weiss\n\n" if number == 0 else ""
        made += f"""                               {number + 1} of 2 DOCUMENTS


                                  {outlet}

                          {words.dates[number]}

{title}

{byline}{section}: NEWS; Pg. 3

{length}: 120 {words.words}

DATELINE: PORT MERROW

{body[0]}

{body[1]}

{load}: {words.dates[number]}

SUBJECT: HARBOURS (90%); UNIONS (80%);
LOCKERS (70%)

                          Copyright 2024 {outlet}
                              {words.rights}

"""
    return made


def nexis_uni(words: Interface) -> str:
    """A delivery of Nexis Uni, with labels in the case in which it writes them, and no cover page."""
    author, section, length, load = (label.capitalize() for label in words.nexis)
    begin, end = words.uni
    made = ""
    for number, (title, outlet, body) in enumerate(zip(TITLES, OUTLETS, BODIES, strict=True)):
        byline = f"{author}:\u00a0Tom Weiss\n\n" if number == 0 else ""
        made += f"""{title}

{outlet}

{words.dates[number]}

Copyright 2024 {outlet} {words.rights}

{section}:\u00a0NEWS; Pg. 3

{length}:\u00a0120 {words.words}

{byline}{begin}

{body[0]}

{body[1]}

{load}:\u00a0{words.dates[number]}

{end}

"""
    return made


def proquest(words: Interface) -> str:
    """A text of ProQuest."""
    count, full, outlet_label, date_label, language_label = words.proquest.split("|")
    made = ""
    for number, (title, outlet, body) in enumerate(zip(TITLES, OUTLETS, BODIES, strict=True)):
        made += f"""____________________________________________________________

{count.format(number + 1, 2)}

{title}

https://www.proquest.com/docview/{number + 1}

{full}: {body[0]}

{body[1]}

{outlet_label}: {outlet}; Port Merrow

{date_label}: {words.dates[number]}

{language_label}: {words.language}

"""
    return made
