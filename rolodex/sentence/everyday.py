"""Words of every day that are somebody's name too, or could be taken for one."""

from __future__ import annotations

import re

COMMON = frozenset(
    re.findall(
        r"\w+",
        "april art august bill bob chance chase chip dawn dean drew faith frank gene grant guy hank hope "
        "jack jan joy june long march mark max may miles min nick page pat peg penny ray rich rob rose "
        "sandy skip sky sue summer sun van victor wade ward will young",
    )
)
"""Names that are words too: somebody only where nothing else can be meant."""

STOP = frozenset(
    re.findall(
        r"\w+",
        "a about after again all also am an and any are as asked at back be been before big but by came "
        "can check cool could did do does done down each else ever every few fine first for from fun get "
        "go going gone good got great had has have he her here hi him his how i if in into is it its job "
        "just last late later less let like love made make many me meet met month more most much my need "
        "new next nice no not now of off ok on one only or our out over own per phone plan quick re read "
        "said same saw say see send sent set she should so some soon still such take talk team tell than "
        "thank that the their them then there they thing this time to today told too two up us use via "
        "want was we week well went were what when where which while who why wish with work would year "
        "yes yesterday yet you your",
    )
)
"""Words that hold a sentence together: nobody without a capital letter, nor at the start of a line."""

THINGS = frozenset(
    re.findall(
        r"\w+",
        "agenda announcement anybody anyone babies baby beer boss both boys brother budget cake camera care "
        "cash cat catering chair cheese chicken child children chinese city class client clients coach code "
        "colleague colleagues college company contract couple cousin cream crew customer customers dad "
        "daddy data date dates day days deal deck demo design details director dog draft engineers "
        "everybody everyone everything family father fee feedback fish folks food friend friends fries "
        "garden girls grandma grandpa granny group guests guys half hall herself him himself home hotel "
        "hour hours house husband idea ideas interest investor investors invoice issue issues java "
        "journalist kids landlord launch lawyer lawyers leader leaders leads line lots love lunch "
        "management manager managers market mate mates media milk minutes mixed mom mommy money mother mum "
        "mummy music myself nature neighbor neighbors neighbour neighbours news nobody none noone notes "
        "nothing number numbers office order others owner paper papers parents park part partner partners "
        "party pasta people pizza place places plans pleasure point press price prices problem problems "
        "project proposal python question questions recruiter regret report respect rest results review "
        "rice room rust salad sales sauce school screen service shop side sister slides somebody someone "
        "something staff stakeholders start status steak store story street student students stuff support "
        "surprise sushi table tasks teacher teachers team teams thai them themselves things thoughts tour "
        "train trouble update updates van vendor venue video view visa which who whom wife wine words work "
        "world",
    )
)
"""Words for what is not somebody known by that name: they stay text where a name could stand."""
