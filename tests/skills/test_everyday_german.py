"""What the everyday skills understand in German."""

from datetime import UTC, datetime

import pytest

from ova.cli.bench_sources import bundled_sentences
from ova.core import HomeNames, SpokenName
from ova.language import Grammar, compile_grammar

SATURDAY = datetime(2026, 11, 21, 16, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    names = HomeNames(
        entities=(SpokenName("Küchenlicht", "Küchenlicht", "light", "Küche"),),
        areas=(("Küche", "Küche"), ("Bad", "Bad")),
        floors=(("Obergeschoss", "Obergeschoss"),),
    )
    return compile_grammar(bundled_sentences("de"), names, "de")


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        (
            "sag allen das essen ist fertig",
            "AnnounceEverywhere",
            {"message": "das essen ist fertig"},
        ),
        ("mach eine durchsage das essen ist fertig", "AnnounceEverywhere", {}),
        ("sag in der küche dass wir losfahren", "AnnounceThere", {"area": "Küche"}),
        ("durchsage im obergeschoss das bad ist frei", "AnnounceThere", {"floor": "Obergeschoss"}),
        ("mach eine durchsage", "AnnounceAsk", {}),
        ("was wurde durchgesagt", "AnnouncementsLast", {}),
        ("wie spät ist es in tokio", "ClockWorldTime", {"zone": "Asia/Tokyo"}),
        ("wie viel uhr ist es in new york", "ClockWorldTime", {"zone": "America/New_York"}),
        ("wie viele tage sind es noch bis weihnachten", "ClockDaysUntil", {"feast": "12-25"}),
        ("wie viele tage noch bis ostern", "ClockDaysUntil", {"feast": "easter 0"}),
        ("wann ist karfreitag", "ClockDayOf", {"feast": "easter -2"}),
        ("welches datum ist heute", "HassGetCurrentDate", {}),
        ("welches datum haben wir übermorgen", "ClockDayOf", {"day": "2026-11-23"}),
        ("welches datum ist am freitag", "ClockDayOf", {"day": "2026-11-27"}),
        ("welche kalenderwoche haben wir", "ClockGetWeek", {}),
        ("wie wird das wetter", "WeatherForecast", {"day": None}),
        ("wie wird das wetter morgen", "WeatherForecast", {"day": "tomorrow"}),
        ("wie wird das wetter am wochenende", "WeatherForecast", {"day": "weekend"}),
        ("brauche ich einen schirm", "WeatherRain", {}),
        ("regnet es am freitag", "WeatherRain", {"day": "friday"}),
        ("regnet es heute nachmittag", "WeatherRain", {"day": "this afternoon"}),
        ("wie kalt wird es heute nacht", "WeatherTemperatures", {"day": "tonight"}),
        ("wann geht die sonne unter", "WeatherSun", {}),
        ("was gibt es neues", "NewsRead", {}),
        ("mehr nachrichten", "NewsMore", {}),
        ("was kann ich sagen", "HelpAll", {}),
        ("was kannst du alles", "HelpAll", {}),
        ("hilfe zu den timern", "HelpTopic", {"topic": "timers"}),
        ("was kannst du in der küche alles machen", "HelpArea", {"area": "Küche"}),
        ("danke", "HelpThanks", {}),
        ("erzähl mir einen witz", "HelpJoke", {}),
        ("mach alles aus", "HomeEverythingOff", {}),
        ("alles aus", "HomeEverythingOff", {}),
        ("mach in der küche alles aus", "HomeEverythingOff", {"area": "Küche"}),
        ("was ist noch an", "HomeWhatIsOn", {}),
        ("was ist im obergeschoss an", "HomeWhatIsOn", {"floor": "Obergeschoss"}),
        ("ist noch etwas offen", "HomeAnythingOpen", {}),
        ("ist alles zu", "HomeAnythingOpen", {}),
        ("mach das licht in der küche etwas wärmer", "HomeAdjustWhite", {"direction": 1}),
        ("mach das küchenlicht kühler", "HomeAdjustWhite", {"direction": -1}),
        ("stell einen wecker im bad auf sieben", "AlarmSet", {"area": "Bad"}),
        ("weck mich um sieben im bad", "AlarmWake", {"area": "Bad"}),
        ("weck uns um sieben im ganzen haus", "AlarmWake", {"everywhere": "ja"}),
        ("lösche den wecker im bad", "AlarmCancel", {"area": "Bad"}),
        (
            "stell im bad einen timer auf fünf minuten",
            "HassStartTimer",
            {"area": "Bad", "minutes": 5},
        ),
        ("stell einen timer auf minus fünf minuten", "HassStartTimer", {"minutes": -5}),
        ("stell einen timer", "HassStartTimer", {"minutes": None}),
        ("weck mich am 31. februar um sieben", "AlarmWake", {"no_date": "02-31"}),
        ("was steht morgen in meinem kalender", "CalendarAsk", {}),
    ],
)
def test_it_is_understood(grammar, text, intent, slots):
    match = grammar.match(text, now=SATURDAY)
    assert match.intent is not None, (match.reason, match.trace)
    assert match.intent.name == intent
    assert {name: match.intent.value(name) for name in slots} == slots


@pytest.mark.parametrize(
    "text",
    [
        "danke dass du gekommen bist",
        "was kann ich dafür",
        "er erzählt mir immer den gleichen witz",
        "das wetter war gestern schön",
        "gestern war alles aus",
    ],
)
def test_talk_is_no_command(grammar, text):
    assert grammar.match(text).intent is None
