"""The weather's answers."""

from typing import Any

from ova.core import NotFromHere, OvaError, Unavailable
from ova.sdk import Ova, Reply, Turn, handles

INTEGRATION = "weather"
OLD_S = 1800.0
"""Older weather is told with its age."""
SUNDAY = 6
_HOUR_S = 3600.0


class WeatherSkill:
    """Asks the integration, and says so when it is not set up, away, or telling old news."""

    def __init__(self, ova: Ova) -> None:
        self._ova = ova

    def is_ready(self) -> bool:
        """Tell whether there is a service to be asked."""
        return self._ova.integration_manager.integration_exists(INTEGRATION)

    @handles("WeatherForecast")
    def forecast(self, turn: Turn) -> Reply:
        """Answer "what is the weather" and "what is the weather on friday"."""
        return self._ask(turn, "forecast", day=turn.slot("day", "now"))

    @handles("WeatherRain")
    def rain(self, turn: Turn) -> Reply:
        """Answer "do I need an umbrella" and "will it rain this afternoon"."""
        return self._ask(turn, "rain", day=turn.slot("day", "today"))

    @handles("WeatherTemperatures")
    def temperatures(self, turn: Turn) -> Reply:
        """Answer "how cold will it get tonight"."""
        return self._ask(turn, "temperatures", day=turn.slot("day", "today"))

    @handles("WeatherWind")
    def wind(self, turn: Turn) -> Reply:
        """Answer "how windy is it"."""
        return self._ask(turn, "wind", day=turn.slot("day", "today"))

    @handles("WeatherSun")
    def sun(self, turn: Turn) -> Reply:
        """Answer "when does the sun set"."""
        return self._ask(turn, "sun", day=turn.slot("day", "today"))

    @handles("WeatherHourly")
    def hourly(self, turn: Turn) -> Reply:
        """Answer "what is the weather in the next four hours"."""
        hours = turn.slot("hours", 12)
        if not 1 <= hours <= 48:
            return turn.reply("hours_range")
        return self._ask(turn, "hourly", hours=int(hours))

    @handles("WeatherWeek")
    def week(self, turn: Turn) -> Reply:
        """Answer "what is the weather this week"."""
        return self._ask(turn, "week")

    @handles("WeatherElsewhere")
    def elsewhere(self, turn: Turn) -> Reply:
        """Answer "what is the weather in Vienna"."""
        place = str(turn.slot("place"))
        # Recognisers write everything small; a place is told as a name.
        return self._ask(turn, "elsewhere", place=place.title() if place.islower() else place)

    @handles("WeatherWarnings")
    def warnings(self, turn: Turn) -> Reply:
        """Answer "will there be frost"."""
        return self._ask(turn, "warnings")

    def _ask(self, turn: Turn, action: str, **inputs: Any) -> Reply:
        if inputs.get("day") != "weekend":
            return self._asked(turn, action, inputs)
        days = ("sunday",) if self._ova.now().weekday() == SUNDAY else ("saturday", "sunday")
        told = [self._asked(turn, action, {"day": day}) for day in days]
        failed = next((reply for reply in told if reply.error), None)
        return failed or Reply(" ".join(reply.text for reply in told))

    def _asked(self, turn: Turn, action: str, inputs: dict[str, Any]) -> Reply:
        integrations = self._ova.integration_manager
        if not integrations.integration_exists(INTEGRATION):
            return Reply(turn.text("not_set_up"), error="not_set_up")
        try:
            done = self._ova.actions.run(INTEGRATION, action, inputs, source="voice")
        except NotFromHere:
            raise  # said in the hub's words
        except Unavailable as error:
            return Reply(turn.text("offline"), error=error.code, data={"reason": str(error)})
        except OvaError as error:  # a day too far off, a place nobody knows: told as it is written
            return Reply(error.message, error=error.code, data={"reason": str(error)})
        age_s = integrations.get_integration_module(INTEGRATION).age_s()
        if age_s < OLD_S or action == "elsewhere":
            return Reply(done.message)
        hours = max(1, round(age_s / _HOUR_S))
        return Reply(f"{turn.text('old', count=hours)} {done.message}")
