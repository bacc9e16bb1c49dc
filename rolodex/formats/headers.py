"""The names that columns about people have, in the programs and the languages that write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rolodex.formats.handles import SERVICES


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column of some name holds."""

    role: str
    """What of a contact: `name`, `email`, `met_on`, ..."""
    label: str = ""
    """Of an email, phone or URL: `work`. Of an address: whose. Of a handle: the service."""
    part: str = ""
    """Of an address: `street`, `city`, ..."""


STAND_IN = Meaning("name where no other is")
"""Of a column that names people where no other does: `Candidate`, `Ansprechpartner`."""

# `role` or `role/label`, then names. From the exports of Google, Outlook, Outlook.com, Thunderbird, Roundcube
# and tools for X; the localised ones from Roundcube's csv2vcard tables (de fr es it pt pl ru), and those of
# Outlook in nl, sv, da, nb and cs. Digits are not compared.
_NAMES = """
name: name; full name; display name; contact; contact name; contact person; person; nombre completo; nom
    complet; vollständiger name; anzeigename; nome completo; imię i nazwisko; полное имя; фио; volledige
    naam; fullständigt namn; fulde navn; fullt navn; celé jméno
given: first name; given name; forename; vorname; prénom; primeiro nome; imię; voornaam; förnamn; fornavn
family: last name; family name; surname; nachname; familienname; nom de famille; apellidos; apellido;
    cognome; último nome; sobrenome; nazwisko; фамилия; achternaam; efternamn; efternavn; etternavn;
    příjmení
middle: middle name; middle names; additional name; weitere vornamen; deuxième prénom; segundo nombre;
    secondo nome; nome do meio; drugie imię; отчество; mellannamn; mellemnavn; mellomnavn
name where no other is: ansprechpartner; ansprechpartnerin; ansprechperson; kontaktperson; kontakt;
    candidate; candidate name; kandidat; kandidatin; kandidaat; bewerber; bewerberin; applicant;
    teilnehmer; teilnehmerin; attendee; attendee name; participant; participante; partecipante;
    deelnemer; deltagare; deltager; uczestnik; účastník; speaker; speaker name; referent; referentin;
    ponente; relatore; spreker; who; guest; guest name; invitee; member; member name; mitglied; membre;
    miembro; membro; lid; medlem; interlocuteur; personne de contact; contacto; persona de contacto;
    contatto; persona di contatto; referente; candidat; candidato; contato; contactpersoon; osoba
    kontaktowa; kontaktní osoba; контакт; контактное лицо
name or given: nombre; nome; имя; jméno
name or family: nom
prefix: name prefix; prefix; honorific; salutation; anrede; titre de civilité; civilité
suffix: name suffix; suffix; suffixe; sufijo; sufixo
nickname: nickname; nick; spitzname; surnom; apodo; soprannome; apelido; pseudonim; псевдоним; bijnaam;
    smeknamn; kaldenavn; přezdívka
company: company; company name; organization; organisation; organization name; organisation name;
    employer; firm; current company; works at; workplace; firma; unternehmen; arbeitgeber; société;
    entreprise; organización; empresa; compañía; società; azienda; organizacja; организация; компания;
    bedrijf; företag; společnost; firmanavn
title: title; job title; position; role; job; job role; occupation; organization title; current position;
    berufsbezeichnung; beruf; titre; fonction; poste; profession; puesto; cargo; qualifica; posizione;
    mansione; stanowisko; должность; functie; befattning; stilling; funkce; pozice
city: city; town; location; based in; lives in; ort; stadt; wohnort; standort; ville; ciudad; localidad;
    città; località; cidade; miasto; miejscowość; город; plaats; woonplaats; stad; poststed; město
email: email; mail; emails; email address; email addresses; primary email; secondary email; additional
    email; e-mail-adresse; mailadresse; primäre e-mail-adresse; sekundäre e-mail-adresse; weitere
    e-mail-adresse; adresse de messagerie; adresse e-mail; adresse électronique; courriel; correo; correo
    electrónico; dirección de correo electrónico; dirección de correo; indirizzo e-mail; indirizzo di
    posta elettronica; posta elettronica; endereço de e-mail; adres e-mail; podstawowy adres e-mail; адрес
    электронной почты; электронная почта; почта; e-mailadres; e-postadress; e-mailadresse; e-postadresse;
    e-mailová adresa; indirizzo posta elettronica; e-post; emailadresse
email/work: work email; business email; company email; office email; email work
email/home: home email; personal email; private email; email home
email/other: other email; email other
phone: phone; phones; phone number; phone numbers; telephone; tel; telephone number; primary phone;
    telefon; telefonnummer; téléphone; teléfono; telefono; telefone; numer telefonu; телефон; telefoon;
    telefoonnummer; telefonní číslo
phone/mobile: mobile; cell; mobile phone; mobile number; cell phone; handy; mobiltelefon; mobilnummer;
    tél. mobile; téléphone mobile; portable; móvil; teléfono móvil; celular; telefono mobile; telefono
    cellulare; cellulare; telemóvel; telefone celular; telefon komórkowy; мобильный телефон; mobiele
    telefoon; mobiel; mobilní telefon; mobil; telefon mobil
phone/home: home phone; telefon privat; téléphone (domicile); tél. personnel; particular; teléfono
    particular; abitazione; telefono casa; telefone residencial; telefon domowy; домашний телефон;
    telefoon thuis; telefoon (thuis); hemtelefon; telefon hem; telefon (privat); privattelefon; telefon
    domů; tel. domicile; casa
phone/work: work phone; business phone; office phone; company main phone; telefon geschäftlich; téléphone
    (bureau); tél. professionnel; teléfono del trabajo; telefono ufficio; telefone comercial; telefon
    służbowy; рабочий телефон; telefoon werk; telefoon (werk); telefoon op werk; arbetstelefon; telefon
    arbete; telefon (arbejde); telefon arbejde; telefon arbeid; telefon zaměstnání; telefon (zaměstnání);
    ufficio; telefono (uff.); tel. bureau
phone/other: other phone; weiteres telefon; callback; radio phone; autre téléphone; otro teléfono; altro
    telefono; andere telefoon; annan telefon; anden telefon
phone/fax: fax; fax number; faxnummer; other fax
phone/work fax: business fax; work fax; fax geschäftlich; télécopie (bureau); fax del trabajo; fax (uff.);
    fax (werk); fax arbete; fax (arbejde)
phone/home fax: home fax; fax privat; télécopie (domicile); fax particular; fax (ab.); fax (thuis); fax
    hem; fax (privat)
phone/pager: pager; pager number
phone/car: car phone; autotelefon
phone/assistant: assistant's phone; telefon assistent
url: website; websites; web page; homepage; url; urls; link; links; blog; site; web; profile url; profile;
    webseite; internetseite; page web; site web; página web; sitio web; pagina web; sito web; página da web;
    strona www; strona internetowa; веб-сайт; веб-страница
url/home: personal web page; personal website; website home page
url/work: business web page; company website; work website; website work
url/other: website other; website profile; website blog
birthday: birthday; birth date; date of birth; dob; born; geburtstag; geburtsdatum; anniversaire; date de
    naissance; cumpleaños; fecha de nacimiento; compleanno; data di nascita; aniversário; data de
    nascimento; urodziny; data urodzenia; день рождения; дата рождения; verjaardag; geboortedatum;
    födelsedag; fødselsdag; fødselsdato; bursdag; narozeniny; datum narození
birth year: birth year; geburtsjahr
birth month: birth month; geburtsmonat
note: note; notes; comment; comments; remark; remarks; notizen; notiz; bemerkungen; anmerkungen;
    remarques; commentaires; notas; comentarios; annotazioni; observações; notatki; uwagi; заметки;
    примечания; notities; opmerkingen; anteckningar; noter; notater; poznámky
tags: tags; tag; labels; label; categories; category; groups; group membership; kategorien; kategorie;
    gruppen; catégories; catégorie; groupes; categorías; etiquetas; grupos; categorie; gruppi; categorias;
    grupy; категории; группы; метки; categorieën; kategorier; grupper; groepen
met_how: how we met; how met; how did we meet; how i know them; how i know; met; met how
met_where: met at; where met; where we met; met where; met in; where did we meet; place met
met_on: met on; date met; when met; when we met; met when; met date; first met; known since
met_via: met via; met through; via; introduced by; introduction by; introduced through; referred by
trust: trust
known_by: how known; known how
handle/handle: username; screen name; handle; handles
"""

# The parts of an address. Whose it is stands before them (Home Street) or behind them (Straße privat).
_PARTS = """
street: street; street address; address; mailing address; formatted; straße; anschrift; adresse; rue;
    dirección; calle; indirizzo; endereço; rua; ulica; adres; адрес; улица; via; straat; straatnaam;
    gatuadress; gata; gade; gateadresse; ulice
box: po box; address po box; postfach
extended: extended address
region: state; region; province; county; bundesland; bundesland/kanton; kanton; provincia; região; región;
    comunidad autónoma; stato; dép/région; département; województwo
postcode: zip; zip code; postcode; postal code; plz; postleitzahl; code postal; código postal; cap; cep;
    codice postale; kod pocztowy; postnummer; psč; почтовый индекс
country: country; country/region; land; land/region; pays; país; paese; kraj; страна; pays/région;
    país/región; paese/area geografica; país/região; země; land/regio
"""
_PLACES = {
    "": ("",),
    "home": (
        *("home", "privat", "domicile", "particular", "ab.", "abitazione", "residencial", "domowy"),
        *("thuis", "hem", "domů"),
    ),
    "work": (
        *("business", "work", "geschäftlich", "bureau", "del trabajo", "de trabajo", "uff.", "ufficio"),
        *("comercial", "służbowy", "werk", "arbete", "arbejde", "arbeid", "zaměstnání"),
    ),
    "other": ("other", "weitere", "autre", "otro", "otra", "altro", "outro", "andere", "annan", "anden"),
}
_PLACED = dict.fromkeys(
    (
        *("city", "town", "ort", "ville", "ciudad", "città", "cidade", "miasto", "plaats", "by", "poststed"),
        "město",
    ),
    "city",
)

# What stands behind the name of a service in a header.
_OF_A_SERVICE = (
    *(
        "",
        "url",
        "username",
        "userid",
        "handle",
        "profile",
        "profileurl",
        "account",
        "screenname",
        "link",
        "name",
    ),
    "id",
)


_LONGEST = 1000
"""Characters of a header that are compared: what is longer is no header."""


def key_of(header: str) -> str:
    """A header as it is compared: `E-mail 2 Address` is `email2address`."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", header[:_LONGEST]).casefold()))


def meaning_of(header: str) -> Meaning | None:
    """What a column of that name holds, or None when the name is unknown."""
    key = key_of(header)
    # they number columns: what begins with one is `11x`, a company
    return _KNOWN.get(key) or (None if key[:1].isdigit() else _KNOWN.get(re.sub("[0-9]+", "", key)))


def _listed(text: str) -> list[tuple[str, str]]:
    """Each name, folded, with what it is listed under."""
    lines = [line.partition(": ") for line in re.sub(r"\n +", " ", text.strip()).split("\n")]
    return [(key_of(name), title) for title, _, names in lines for name in names.split(";")]


def _known() -> dict[str, Meaning]:
    known: dict[str, Meaning] = {}
    for key, title in _listed(_NAMES):
        role, _, label = title.partition("/")
        known[key] = Meaning(role, label)
    parts = dict(_listed(_PARTS))
    for place, words in _PLACES.items():
        for word in map(key_of, words):
            for key, part in (parts if not word else parts | _PLACED).items():
                for header in (word + key, key + word):
                    known.setdefault(header, Meaning("address", place, part))
    for name, service in SERVICES.items():
        for ending in _OF_A_SERVICE:
            known.setdefault(name + ending, Meaning("handle", service))
    return known


_KNOWN = _known()
