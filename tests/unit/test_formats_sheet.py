"""Sheets of people: known columns fill the contact, every other column becomes a field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rolodex.formats import FORMATS, Source, read
from rolodex.formats.columns import names_known, plan
from rolodex.formats.sources import sources
from rolodex.model import BadInput, Contact, Field, Handle, Labelled, Reading

TODAY = date(2026, 11, 22)
FIXTURES = Path(__file__).parent.parent / "fixtures"


OUTLOOK_ROLES = "given family company title email phone phone phone birthday tags note"
# The main columns of Outlook in twelve languages.
OUTLOOK = (
    """
First Name; Last Name; Company; Job Title; E-mail Address; Mobile Phone; Home Phone; Business Phone;
    Birthday; Categories; Notes
Vorname; Nachname; Firma; Position; E-Mail-Adresse; Mobiltelefon; Telefon privat; Telefon
    geschäftlich; Geburtstag; Kategorien; Notizen
Prénom; Nom; Société; Profession; Adresse de messagerie; Tél. mobile; Téléphone (domicile);
    Téléphone (bureau); Anniversaire; Catégories; Notes
Nombre; Apellidos; Organización; Puesto; Dirección de correo electrónico; Teléfono móvil;
    Particular; Teléfono del trabajo; Cumpleaños; Categorías; Notas
Nome; Cognome; Società; Qualifica; Indirizzo posta elettronica; Telefono Mobile; Abitazione;
    Ufficio; Compleanno; Categorie; Annotazioni
Primeiro nome; Último nome; Empresa; Cargo; Endereço de E-mail; Celular; Telefone residencial;
    Telefone comercial; Aniversário; Categorias; Observações
Imię; Nazwisko; Firma; Stanowisko; Adres e-mail; Telefon komórkowy; Telefon domowy; Telefon
    służbowy; Urodziny; Kategorie; Notatki
Имя; Фамилия; Организация; Должность; Адрес электронной почты; Мобильный телефон; Домашний телефон;
    Рабочий телефон; День рождения; Категории; Заметки
Voornaam; Achternaam; Bedrijf; Functie; E-mailadres; Mobiele telefoon; Telefoon (thuis); Telefoon
    (werk); Verjaardag; Categorieën; Notities
Förnamn; Efternamn; Företag; Befattning; E-postadress; Mobiltelefon; Hemtelefon; Arbetstelefon;
    Födelsedag; Kategorier; Anteckningar
Fornavn; Etternavn; Firma; Stilling; E-postadresse; Mobiltelefon; Telefon privat; Telefon arbeid;
    Fødselsdag; Kategorier; Notater
Jméno; Příjmení; Společnost; Funkce; E-mailová adresa; Mobilní telefon; Telefon domů; Telefon
    zaměstnání; Narozeniny; Kategorie; Poznámky
""".strip()
    .replace("\n    ", " ")
    .replace("; ", ";")
    .split("\n")
)


def reading(name: str) -> Reading:
    [source] = sources(FIXTURES / name)
    return read(source, TODAY)


def sheet(text: str) -> Reading:
    return read(Source("people.csv", text.encode()), TODAY)


def first(text: str) -> Contact:
    return sheet(text).records[0].contact


def test_the_columns_of_roundcube_are_known() -> None:
    header = ("Display Name", "Email Home", "Email Work", "Email Other", "Website Home Page", "Website Work")
    assert [(column.role, column.label) for column in plan(header)] == [
        ("name", ""),
        ("email", "home"),
        ("email", "work"),
        ("email", "other"),
        ("url", "home"),
        ("url", "work"),
    ]


def test_a_company_that_begins_with_a_number_names_no_column() -> None:
    assert [column.role for column in plan(("name", "11x"))] == ["name", "field"]


def test_google_since_2024() -> None:
    ada = reading("google_2024.csv").records[0].contact
    assert (ada.name, ada.given, ada.family) == ("Ada King Lovelace", "Ada", "Lovelace")
    assert (ada.company, ada.title, ada.city, ada.birthday) == (
        "Analytical Engines",
        "Analyst",
        "London",
        "--12-10",
    )
    assert ada.emails == (
        Labelled("ada@analytical.example", "work"),
        Labelled("ada@home.example", "home"),
        Labelled("countess@home.example", "home"),
    )
    assert ada.phones == (Labelled("+44 20 7946 0000", "mobile"), Labelled("+44 20 7946 0001", "mobile"))
    assert ada.addresses == (Labelled("12 St James Square\nLondon\nSW1Y 4JH\nGB", "home"),)
    assert ada.handles == (Handle("linkedin", "ada-lovelace"),)
    assert (ada.tags, ada.starred) == (("Work",), True)
    assert ada.note == "Likes engines.\nAnd tea."
    assert dict(ada.fields) == {
        "Name Prefix": "Dr.",
        "Organization Department": "Research",
        "Photo": "https://photos.example/ada.jpg",
        "Spouse": "William King",
        "Anniversary": "1835-07-08",
        "Fee": "20",
    }


def test_a_company_of_google_is_called_by_its_name() -> None:
    record = reading("google_2024.csv").records[1]
    assert record.contact.name == "Difference Ltd"
    assert record.keys == ("phone:442079460099",)


def test_a_company_without_anybody_in_it_is_left_out_with_its_line() -> None:
    found = read(Source("a.csv", b"name,company,email\nAda,Acme,\n,Acme,\n,Mill,a@mill.example\n"), TODAY)
    assert [record.contact.name for record in found.records] == ["Ada", "a@mill.example"]
    assert [row.told for row in found.skipped] == [
        "line 3: a company and nobody in it, Acme: whom do you know there?"
    ]


def test_google_before_2024() -> None:
    grace = reading("google_2019.csv").records[0].contact
    assert (grace.name, grace.nickname, grace.city) == ("Grace Hopper", "Amazing Grace", "Arlington")
    assert (grace.company, grace.title, grace.birthday) == ("Navy Talent", "Rear Admiral", "1906-12-09")
    assert grace.handles == (Handle("jabber", "grace@chat.example"),)
    assert grace.phones == (Labelled("+1 202 555 0100", "work fax"),)
    assert grace.tags == ("Navy",)
    assert dict(grace.fields) == {"Additional Name": "Brewster"}


def test_outlook() -> None:
    ada, grace, _ = (record.contact for record in reading("outlook.csv").records)
    assert (ada.name, ada.title, ada.fields["Title"]) == ("Ada Lovelace FRS", "Analyst", "Dr.")
    assert [phone.label for phone in ada.phones] == ["work fax", "work", "work", "mobile"]
    assert ada.addresses == (
        Labelled("1 Engine Row, Floor 3, SW1, London, United Kingdom", "work"),
        Labelled("12 St James Square, London", "home"),
    )
    assert ada.met_via == "Charles Babbage"
    assert not {"Anniversary", "Priority", "Private", "Sensitivity", "E-mail Type"} & set(ada.fields)
    # 6/24/1917 in the third row says that the month comes first
    assert (ada.birthday, grace.birthday) == ("1815-12-10", "1906-12-09")


def test_outlook_in_german_and_windows_1252() -> None:
    juergen, zoe = (record.contact for record in reading("outlook_de.csv").records)
    assert (juergen.name, juergen.company, juergen.title) == (
        "Jürgen Müßig",
        "Brandt & Söhne",
        "Geschäftsführer",
    )
    assert juergen.addresses == (Labelled("Königstraße 1, 50667, Köln, Deutschland", "work"),)
    assert (juergen.city, juergen.birthday, juergen.note) == ("Köln", "1970-03-09", "Kostet 5 €")
    assert juergen.tags == ("Kunde", "Köln – Messe")
    assert juergen.fields["E-Mail 2: Adresse"].startswith("/o=ExchangeLabs/")
    assert (zoe.name, zoe.birthday) == ("Zoë Brandt", "")


def test_what_programs_write_of_everybody_is_no_field() -> None:
    google = "Name,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Type,Organization 1 - Name"
    outlook = "First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name"
    assert first(f"{google}\nAda,* ,ada@x.example,* Work,Engines\n").fields == {}
    assert first(f"{google}\nAda,* ,ada@x.example,* Work,Engines\n").emails == (Labelled("ada@x.example"),)
    ada = f"{outlook}\nAda,Lovelace,ada@x.example,SMTP,"
    assert first(f"{ada}Ada Lovelace (ada@x.example)\n").fields == {}
    assert dict(first(f"{ada}The Countess\n").fields) == {"E-mail Display Name": "The Countess"}


def test_thunderbird() -> None:
    ada, grace = (record.contact for record in reading("thunderbird.csv").records)
    assert (ada.name, ada.birthday, grace.birthday) == ("Countess of Lovelace", "1815-12-10", "--12-09")
    assert ada.addresses == (Labelled("12 St James Square, 2nd floor, SW1Y 4JH, London, GB", "home"),)
    assert dict(ada.fields) == {"Department": "Research", "Custom 1": "tea"}


def test_excels_unicode_text() -> None:
    found = reading("sheet_utf16.tsv")
    zoe, lukasz = (record.contact for record in found.records)
    assert (zoe.name, zoe.city, zoe.met_how, zoe.met_on) == ("Zoë Brandt", "Köln", "PyCon hallway", "2019-05")
    assert (lukasz.name, lukasz.met_on) == ('Łukasz "Luke" Nowak', "2019")
    assert found.fields == (
        Field("Has my CV since", "date"),
        Field("Responsive?", "yesno"),
        Field("Fee", "number"),
    )


def test_the_answers_to_a_form_are_read_whose_questions_are_long() -> None:
    question = "Would you like to hear of the next meetings, and if so " + "of which of them, " * 20
    found = sheet(f'Timestamp,Name,Email,"{question}"\n2026-05-01,Ada,ada@x.example,of all\n')
    assert [record.contact.name for record in found.records] == ["Ada"]
    assert "of all" in found.records[0].contact.fields.values()


def test_a_row_with_a_long_text_names_no_columns() -> None:
    assert names_known(("Name", "she wrote " * 20)) == 0
    assert names_known(("Name", "Email", "she wrote " * 20, "ada@x.example")) == 0
    assert names_known(("Name", "Email", "she wrote " * 200)) == 0


def test_a_sheet_of_handles() -> None:
    found = reading("handles.csv")
    grace, ada = (record.contact for record in found.records)
    assert grace.name == "grace"
    assert grace.handles == (
        Handle("handle", "grace"),
        Handle("mastodon", "grace@social.example"),
        Handle("github", "ghopper"),
        Handle("linkedin", "grace-hopper"),
    )
    assert ada.handles[1:] == (Handle("mastodon", "ada@social.example"), Handle("linkedin", "ada-lovelace"))
    assert [skipped.line for skipped in found.skipped] == [1, 2, 7]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (
            "Vorname;Nachname;Firma;E-Mail-Adresse;Mobiltelefon;Geburtstag",
            "given family company email phone birthday",
        ),
        ("Vorname;Name", "given family"),
        ("Prénom;Nom;Société;Adresse de messagerie;Tél. mobile", "given family company email phone"),
        ("Nom;Courriel", "name email"),
        ("Nombre;Apellidos;Organización;Puesto", "given family company title"),
        ("Nombre;Teléfono", "name phone"),
        ("Nome;Cognome;Società;Qualifica;Indirizzo E-mail", "given family company title email"),
        ("Primeiro nome;Último nome;Empresa;Cargo;Endereço de E-mail", "given family company title email"),
        ("Imię;Nazwisko;Firma;Stanowisko;Adres e-mail", "given family company title email"),
        ("Имя;Фамилия;Организация;Адрес электронной почты", "given family company email"),
        *((header, OUTLOOK_ROLES) for header in OUTLOOK),
        ("Rue (bureau);Ville (bureau);Nom;Prénom", "address address family given"),
        ("FIRST_NAME;last-name;E-Mail:;Job title", "given family email title"),
        ("Name;Introduced by;Met at;How we met;Date met", "name met_via met_where met_how met_on"),
        ("Twitter;LinkedIn Profile URL;Instagram handle;X username", "handle handle handle handle"),
        ("Name;Country", "name field"),
        ("Name;Address;Country", "name address address"),
        ("Name;Group;Groups", "name field tags"),
    ],
)
def test_headers_are_known(header: str, roles: str) -> None:
    assert [column.role for column in plan(header.split(";"))] == roles.split()


@pytest.mark.parametrize(
    ("column", "cell", "handle"),
    [
        ("Twitter", "@ada", Handle("x", "ada")),
        ("x", "https://twitter.com/ada?s=20", Handle("x", "ada")),
        ("LinkedIn", "uk.linkedin.com/in/ada-l/", Handle("linkedin", "ada-l")),
        ("GitHub URL", "github.com/ada", Handle("github", "ada")),
        ("Bluesky", "https://bsky.app/profile/ada.example", Handle("bluesky", "ada.example")),
        ("Website", "https://www.instagram.com/ada/", Handle("instagram", "ada")),
        ("screen_name", "ada", Handle("x", "ada")),
        ("username", "ada", Handle("handle", "ada")),
    ],
)
def test_a_user_name_is_found_in_names_and_urls(column: str, cell: str, handle: Handle) -> None:
    assert first(f'name,{column}\nAda,"{cell}"\n').handles == (handle,)


@pytest.mark.parametrize(
    "cell", ["yes", "x", "n/a", "-", "Ada Lovelace", "https://www.linkedin.com/company/acme"]
)
def test_what_is_no_user_name_becomes_a_field(cell: str) -> None:
    ada = first(f"name,LinkedIn,city\nAda,{cell},London\n")
    assert ada.handles == ()
    assert list(ada.fields) == ["LinkedIn"]


def test_the_page_of_a_company_is_nobodys_handle() -> None:
    ada = first("name,Company website\nAda,https://facebook.com/acme\n")
    assert (ada.handles, ada.urls) == ((), (Labelled("https://facebook.com/acme", "work"),))


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("a@x.example; b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example ::: b@x.example", ["a@x.example", "b@x.example"]),
        ("mailto:a@x.example", ["a@x.example"]),
        ("A@x.example, a@X.example", ["A@x.example"]),
    ],
)
def test_several_emails_in_one_cell(cell: str, values: list[str]) -> None:
    assert [email.value for email in first(f'name,email\nAda,"{cell}"\n').emails] == values


def test_a_name_beside_an_email_is_the_name_where_there_is_no_other() -> None:
    ada = first("email\nAda Lovelace <ada@x.example>\n")
    assert (ada.name, ada.emails) == ("Ada Lovelace", (Labelled("ada@x.example"),))


def test_an_extension_is_no_second_phone() -> None:
    assert first('name,phone\nAda,"555 123456, ext. 5"\n').phones == (Labelled("555 123456, ext. 5"),)


@pytest.mark.parametrize(
    "cell", ["a, b", "a;b", "a|b", "#a #b".replace(" ", ";"), "a ::: b", "* myContacts ::: b ::: a"]
)
def test_tags_are_parted(cell: str) -> None:
    assert first(f'name,tags\nAda,"{cell}"\n').tags == ("a", "b")


@pytest.mark.parametrize(
    ("header", "cell", "field"),
    [("Birthday", "soon", "Birthday"), ("Phone", "ask her", "Phone"), ("Email", "none yet", "Email")],
)
def test_a_known_column_that_says_something_else_is_kept_as_a_field(
    header: str, cell: str, field: str
) -> None:
    assert dict(first(f"name,{header}\nAda,{cell}\n").fields) == {field: cell}


def test_columns_without_a_name_and_of_one_name_are_told_apart() -> None:
    found = sheet("name,,fee,Fee,\nAda,a,1,2,b\n")
    assert dict(found.records[0].contact.fields) == {
        "Column B": "a",
        "fee": "1",
        "Fee 2": "2",
        "Column E": "b",
    }


def test_cells_behind_the_last_column_become_fields() -> None:
    assert dict(first("name,city\nAda,London,one,,two\n").fields) == {"Column C": "one", "Column E": "two"}


def test_a_short_row_is_read_as_far_as_it_goes() -> None:
    assert first("name,city,email\nAda\n").name == "Ada"


def test_an_empty_column_becomes_no_field() -> None:
    assert sheet("name,fee\nAda,\n").fields == ()


def test_a_second_column_of_one_meaning_is_kept_as_a_field() -> None:
    ada = first("name,company,employer\nAda,Acme,Other Ltd\n")
    assert (ada.company, dict(ada.fields)) == ("Acme", {"employer": "Other Ltd"})


def test_a_row_with_nobody_in_it_is_skipped_with_its_line() -> None:
    found = sheet("name,city,fee\nAda,London,1\n,Paris,2\n")
    assert [(skipped.line, skipped.why[:18]) for skipped in found.skipped] == [(3, "nothing to call th")]


def test_keys_go_from_the_strongest_to_the_name() -> None:
    [record] = sheet("name,email,linkedin,x\nAda  LOVELACE,Ada@x.example,Ada-L,@Ada\n").records
    assert record.keys == ("linkedin:ada-l", "email:ada@x.example", "handle:x:ada", "name:ada lovelace")


def test_a_formula_is_only_text() -> None:
    contact = reading("hostile.csv").records[0].contact
    assert contact.name == '=HYPERLINK("https://evil.example","click")'
    assert contact.note == "@SUM(1+1)*cmd|' /C calc'!A0"


def test_hostile_cells_are_kept_as_text() -> None:
    names = [record.contact.name for record in reading("hostile.csv").records]
    assert names[1:5] == [
        "Al [/] [home] [@click=app.quit]x",
        "\u202eadA\u202c ecalevoL",
        "null",
        "'; DROP TABLE contact; --",
    ]
    assert len(names[5]) == 10_000


@pytest.mark.parametrize("name", ["people.xls", "a.zip/more.zip"])
def test_what_may_hold_people_and_cannot_be_opened_is_broken(name: str) -> None:
    assert read(Source(name, b"\xd0\xcf\x11\xe0"), TODAY).broken
    assert not read(Source("letter.pdf", b"%PDF"), TODAY).broken


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("people.csv", b"", "empty"),
        ("people.csv", b"\xef\xbb\xbf\r\n,,,\r\n", "empty"),
        ("people.csv", b"Ada,London\nGrace,Arlington\n", "no row of it names its columns"),
        ("sizes.csv", b"Company,Size\nAcme,12\n", "no row of it names its columns"),
        ("people.xlsx", b"PK\x03\x04rest", "save it as .xlsx or CSV"),
        ("a.zip/b.zip", b"PK\x03\x04rest", "unpack it"),
        ("index.html", b"<html><p>name</html>", "no format here knows"),
        ("people.ldif", b"dn: cn=Ada\ncn: Ada\n", "export it as vCard or CSV"),
    ],
)
def test_a_file_that_is_no_sheet_of_people_says_why(name: str, data: bytes, why: str) -> None:
    found = read(Source(name, data), TODAY)
    assert (found.file, found.format, found.records) == (name, "", ())
    assert why in found.skipped[0].why


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r"linkedin-connections, linkedin-notes, .*sheet"):
        read(Source("a.csv", b"name\nAda\n"), TODAY, as_format="excel")


def test_a_file_that_must_be_a_sheet_and_is_not_is_refused() -> None:
    with pytest.raises(BadInput, match=r"a\.csv can't be read as a sheet: .*name one of them"):
        read(Source("a.csv", b"1,2\n"), TODAY, as_format="sheet")


def test_formats_are_listed_under_their_own_names() -> None:
    assert {name: format.name for name, format in FORMATS.items()} == {name: name for name in FORMATS}
