"""People who never lived, put together from parts of names of several languages, to search among."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import product

from rolodex.match import Document, fold

_GIVEN = {
    "english": "James John Robert Michael William David Richard Joseph Thomas Charles Daniel Matthew"
    " Anthony Mark Paul Steven Andrew Kenneth Joshua Kevin Brian George Timothy Ronald"
    " Edward Jason Jeffrey Ryan Jacob Gary Mary Patricia Jennifer Linda Elizabeth Barbara"
    " Susan Jessica Sarah Karen Lisa Nancy Betty Margaret Sandra Ashley Kimberly Emily"
    " Donna Michelle Carol Amanda Dorothy Melissa Deborah Stephanie Rebecca Sharon Laura"
    " Mitchell Harrison Lachlan Georgia Chelsea Imogen Isabella Tahlia Caitlin Bailey"
    " Jasmine Alyssa Hayley Zoe",
    "german": "Jürgen Günther Björn Jörg Käthe Sören Heinrich Friedrich Wolfgang Dieter Uwe Torsten"
    " Anja Birgit Heike Ingrid Sabine Monika Ute Jens Lukas Leonie Matthias Stefan Ulrich"
    " Gisela Hannelore Renate Klaus Ralf",
    "nordic": "Bjørn Søren Åse Øystein Håkon Jørgen Kjell Lars Anders Ingrid Astrid Sigrid Gunnar"
    " Leif Torbjörn Göran Märta Elin Freja Nils Knut Solveig Ragnhild Eero Päivi Jukka"
    " Aino Väinö Mikko Sanna",
    "romance": "José María Jesús Álvaro Íñigo Begoña Lucía Sofía Martín Andrés Chloé Émile François"
    " Zoé Hélène Renée Giovanni Giuseppe Chiara Francesca Alessandro Beatriz João Inês"
    " Gonçalo Conceição Rui Thaís Nuno",
    "slavic": "Łukasz Małgorzata Paweł Agnieszka Krzysztof Zbigniew Wojciech Dušan Željko Šárka"
    " Jiří Tomáš Zdeněk Dmitri Sergei Yevgenia Oleksandr Svetlana Ludmila Nikolai"
    " Anastasia Bogdan Milica Vesna Goran Ivana Radek",
    "turkish": "Çağla Gökhan İbrahim Işıl Ömer Şule Ümit Ayşe Mehmet Özgür Emre Elif Zeynep Burak"
    " Deniz Yusuf",
    "other": "Wei Fang Hiroshi Yuki Min Jun Priya Rahul Ananya Arjun Fatima Omar Layla Kwame Amina"
    " Chidi Nguyen Linh Thanh Sakura Kenji Haruto Mei Ling Xin Amara Zainab Tariq Noor"
    " Siddharth Lakshmi Venkatesh",
}
_FAMILY = {
    "english": (
        "Ash Brad Carl Dal East Fair Green Hart Holl Kings Lang Mill New Nor Oak Pem Red Rush"
        " Shel Stan Strat Thorn Wal Wel Whit Win Wood Hay Bar Bur Clif Craw Cor El Far Gil"
        " Ham Hather Hum Lin Mor Ren San Sut",
        "ton ley ford worth field wood bury ham well by combe man hurst son brook den gate"
        " land low more ridge",
    ),
    "german": (
        "Hof Berg Stein Wald Bach Neu Alt Ober Nieder Kirch Stadt Brück Müll Mühl Schäf Köhl"
        " Grün Roth Schwarz Weiß Linden Eich Buch Rosen Gold Silber Baum Feld Kraut Wein"
        " Zimmer Schön Jung Groß Lang Eisen Hirsch",
        "mann er berger hofer meier müller bauer huber stein bach feld hauer wald thal dorf heim rich hardt",
    ),
    "nordic": (
        "Ander Karl Erik Niel Peter Han Jen Lar Ol Svend Magnus Gustav Johan Henrik Mikkel"
        " Rasmus Jørgen Søren Bjørn Øster Nord Väster Lind Berg Sjö Häst Ek Björk Gran Sand"
        " Strand Holm Hög Ny Kvarn Lund Al",
        "sen sson son ström gren qvist dahl lund berg vik stad holm rud haug bø nes mark blom feldt ås",
    ),
    "romance": (
        "Fernánd Gonzál Rodrígu Martín Sánch Ramír Hernánd Pér Góm Díaz Mo Ros Bian Ferr Mar"
        " Cost Fontan Mont Bell Beau Des Du Cham Laf Vil Val Cast Sant Card Barr Agu Nav"
        " Pacheco Mir Sil Olivei Carv Guerr",
        "ez es o a i elli ini etti oni eau ard ette ault in aux ier ière ais eira ão al as os ero illo arde",
    ),
    "slavic": (
        "Kowal Nowak Wiśniew Dąbrow Lewan Zieliń Szymań Woźnia Kozłow Jankow Mazur Krawczy"
        " Ivan Petr Sidor Smirn Kuznets Popov Volk Sokol Bond Shev Kova Horv Novo Mark Jova"
        " Niko Petro Stan Dvořá Svobo Čer",
        "ski ska czyk ov ova enko chenko ić ović čević ek ák ová iak ewicz uk in ina ski sky skaya ik",
    ),
    "turkish": (
        "Yıl Öz Kara Ak Demir Çel Şah Ay Gün Koç Er Kay Taş Ars Doğ Bal Yük Güneş Tek Uç",
        "maz türk taş soy dağ demir lan kan ay er el sel ım tekin oğlu can baş bay",
    ),
    "other": (
        "Naka Yama Taka Mura Kobaya Ishi Saka Hashi Patel Shar Chatter Mukher Baner Raja"
        " Subra Venka Al Abu Oko Ade Nwa Mba Oye Kwa Tran Le Pham Zhang Wang Li Chen Kim Park"
        " Gup Mal Khan Has",
        "mura moto shi da gawa hashi ji jee gopal manian nathan kor bayo bele ke wa ng an i ma la ra ta han",
    ),
}
_WEIGHTS = (8, 3, 3, 4, 3, 1, 2)
_CITIES = (
    "London",
    "Berlin",
    "Paris",
    "Madrid",
    "Kraków",
    "Zürich",
    "Malmö",
    "Oslo",
    "Ankara",
    "Kyoto",
    "Pune",
)
_TITLES = (
    "Engineer",
    "Chief analyst",
    "Recruiter",
    "Data scientist",
    "Designer",
    "Founder",
    "Editor",
    "Writer",
)
_TAGS = (
    "conference/pycon-2026",
    "conference/fosdem",
    "recruiter",
    "design",
    "rust",
    "group/writers",
    "client",
)
_TRADES = (
    "Analytics",
    "Engines",
    "Talent",
    "Consulting",
    "Software",
    "Foods",
    "Logistics",
    "Press",
    "Robotics",
)
_MET = ("", "PyCon 2026 hallway", "FOSDEM", "LinkedIn", "through a friend")
_NOTES = ("met over coffee", "likes long walks and compilers", "asked for an introduction", "owes me a lunch")


def names(count: int, seed: int = 1) -> Iterator[str]:
    """That many full names, the same ones for the same seed; some are common and most are rare."""
    rng = random.Random(seed)
    given = {locale: text.split() for locale, text in _GIVEN.items()}
    family = {locale: _joined(starts, ends) for locale, (starts, ends) in _FAMILY.items()}
    for _ in range(count):
        locale = rng.choices(list(given), _WEIGHTS)[0]
        parts = [_one(rng, given[locale])]
        if rng.random() < 0.08:
            parts.append(_one(rng, given[locale]))
        parts.append(_one(rng, family[locale]))
        if locale == "romance" and rng.random() < 0.3:
            parts.append(_one(rng, family[locale]))
        yield " ".join(parts)


def document(name: str, rng: random.Random) -> Document:
    """A contact of that name with everything that can be found filled in."""
    words = fold(name).split()
    company = _one(rng, _COMPANIES)
    return Document(
        name=name,
        company=f"{company} {rng.choice(_TRADES)}",
        title=rng.choice(_TITLES),
        tags=tuple(sorted(rng.sample(_TAGS, rng.choice((0, 1, 1, 2, 3))))),
        addresses=(
            *((f"{words[0]}{words[-1]}{rng.randrange(100)}",) if rng.random() < 0.5 else ()),
            f"{words[0]}.{words[-1]}@{fold(company)}.example",
        ),
        city=rng.choice(_CITIES),
        met=rng.choice(_MET),
        note=rng.choice(_NOTES) if rng.random() < 0.4 else "",
        activity=rng.expovariate(1) if rng.random() < 0.3 else 0.0,
    )


def _one(rng: random.Random, values: Sequence[str]) -> str:
    return values[int(len(values) * rng.random() ** 1.7)]


def _joined(starts: str, ends: str) -> list[str]:
    return ["".join(parts) for parts in product(starts.split(), ends.split())]


_COMPANIES = _joined(_FAMILY["english"][0], _FAMILY["nordic"][1])
