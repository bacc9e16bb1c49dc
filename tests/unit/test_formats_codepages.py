"""Text in the code page of a language, which no file says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.formats import read
from rolodex.formats.codepages import codepage
from rolodex.formats.decode import decode
from rolodex.formats.sources import Source
from tests.unit.archives import FIXTURES

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("cp1251", "Имя;Фамилия;Организация\nСофья;Ковалевская;Университет"),
        ("cp1251", "FN:Софія Ковалевська\nADR:;;;Київ"),
        ("koi8_r", "Имя;Фамилия\nСофья;Ковалевская"),
        ("cp1253", "FN:Αίγλη Παπαδοπούλου\nADR:;;;Αθήνα"),
        ("cp1255", "FN:עדה יונת\nADR:;;;ירושלים"),
        ("cp1256", "FN:مريم ميرزاخاني\nADR:;;;طهران"),
        ("cp932", "姓,名\n湯川,秀樹,ゆかわ"),
        ("cp949", "이름,성\n장,영실,조선"),
        ("gbk", "姓名,公司\n华罗庚,数学研究所,北京"),
        ("big5", "姓名,公司\n錢學森,中國科學院"),
        ("cp1250", "Imię,Nazwisko\nMaria,Skłodowska"),
        ("cp1250", "Jméno,Příjmení\nJiří,Černý"),
    ],
)
def test_text_is_in_the_code_page_in_which_its_words_look_right(page: str, text: str) -> None:
    assert (codepage(text.encode(page)), decode(text.encode(page))) == (page, text)


@pytest.mark.parametrize(
    "text",
    [
        "Emmy Nöther, Göttingen, Größe, ÄÖÜ",
        "Émilie du Châtelet, Noël, François",
        "Søren Kierkegård, Ærø",
        "Søren Kierkegård; Federico García; Šárka Nováková; 5 cm³",
        "Þórður Guðmundsson, Ísafjörður",
        "Føroyar, Jógvan í Dímun, blað",
        "José, ¿qué tal?, 20 m³, 3¹",
        "Conceição, João",
        "“Ada” – engines…",
        "It’s Ada’s engine, and they’re Grace’s; don’t “say” “what” “it” “is” – “or” “who’s”",
        "L’œuvre d’Émilie, l’été, qu’à… c’était",
        "É",
    ],
)
def test_what_western_europe_writes_is_windows_1252(text: str) -> None:
    assert (codepage(text.encode("cp1252")), decode(text.encode("cp1252"))) == ("", text)


@pytest.mark.parametrize("text", ["Jürgen Müller, Köln", "Émilie, Noël, Hélène, Zoë", "Софья Ковалевская"])
def test_single_bytes_of_windows_leave_the_rest_of_a_file_in_utf_8(text: str) -> None:
    assert decode(text.encode() + b"\nAndr\xe9\n") == f"{text}\nAndré\n"
    # a program cut a text within a character
    assert decode(text.encode() + b" K\xc3\n" + text.encode()) == f"{text} KÃ\n{text}"


@given(data=st.binary(max_size=200))
def test_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(decode(data), str)


@pytest.mark.parametrize(("language", "page"), [("ru", "cp1251"), ("pl", "cp1250")])
def test_a_sheet_of_outlook_is_read_in_the_code_page_of_its_language(language: str, page: str) -> None:
    name = f"outlook_{language}.csv"
    data = (FIXTURES / name).read_bytes()
    text = decode(data).lstrip("\ufeff")
    (known,), (found,) = (read(Source(name, raw), TODAY).records for raw in (data, text.encode(page)))
    assert found.contact == known.contact


def test_a_card_of_outlook_says_no_charset_and_one_that_says_it_is_taken_at_its_word() -> None:
    card = "BEGIN:VCARD\nVERSION:2.1\nN{0}:Ковалевская;Софья\nFN{0}:Софья Ковалевская\nEND:VCARD\n"
    for charset, page in (("", "cp1251"), (";CHARSET=windows-1251", "cp1251"), (";CHARSET=koi8-r", "koi8-r")):
        (record,) = read(Source("sofja.vcf", card.format(charset).encode(page)), TODAY).records
        assert record.contact.name == "Софья Ковалевская"
