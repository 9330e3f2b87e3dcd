"""Google's Calendar API as its reference describes it, behind a real authorization server."""

from datetime import datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from flask import Flask, g, jsonify, request
from tests.authorization_server import Provider, protector

ZONE = "Europe/Berlin"
SCOPE = "https://www.googleapis.com/auth/"


class Calendars:
    """What the simulator holds: events by calendar id."""

    def __init__(self) -> None:
        self.events: dict[str, list[dict]] = {}
        self.asked: list[dict[str, str]] = []
        self.page = 250
        self.zone = ZONE
        """Of the calendar itself: where its whole days begin."""

    def add(self, calendar, title, start, hours=1.0, **more):
        """Add an event; a start without a time is a whole day."""
        number = sum(len(rows) for rows in self.events.values())
        begin = datetime.fromisoformat(start)
        if "T" in start:
            end = begin + timedelta(hours=hours)
            times = {
                "start": {"dateTime": start, "timeZone": ZONE},
                "end": {"dateTime": end.isoformat()},
            }
        else:
            end = begin + timedelta(days=1)
            times = {"start": {"date": start}, "end": {"date": end.date().isoformat()}}
        event = {
            "kind": "calendar#event",
            "id": f"event{number}",
            "status": "confirmed",
            "eventType": "default",
            "summary": title,
            **times,
            **more,
        }
        self.events.setdefault(calendar, []).append(event)
        return event


def add_calendar_api(calendars: Calendars):
    """Return what adds the API's routes to a provider's application."""

    def extend(app: Flask, provider: Provider) -> None:
        protect = protector(provider)

        def found(calendar):
            """Return a calendar's id and events; ``primary`` is that of who signed in."""
            name = unquote(calendar)
            name = (
                f"{g.authlib_server_oauth2_token.user}@example.org" if name == "primary" else name
            )
            return name, calendars.events.get(name)

        @app.get("/calendar/v3/calendars/<calendar>")
        @protect([f"{SCOPE}calendar.readonly"])
        def get_calendar(calendar):
            name, events = found(calendar)
            if events is None:
                return refusal(404, "Not Found")
            return jsonify(kind="calendar#calendar", id=name, summary=name, timeZone=ZONE)

        @app.get("/calendar/v3/calendars/<calendar>/events")
        @protect([f"{SCOPE}calendar.readonly"])
        def list_events(calendar):
            _name, events = found(calendar)
            asked = request.args.to_dict()
            calendars.asked.append(asked)
            if events is None:
                return refusal(404, "Not Found")
            if asked.get("orderBy") == "startTime" and asked.get("singleEvents") != "true":
                return refusal(400, "The requested ordering is not available for the query.")
            try:
                low, high = moment(asked["timeMin"]), moment(asked["timeMax"])
            except ValueError:
                return refusal(400, "Bad Request")
            rows = [
                event
                for event in events
                if edge(event["end"], calendars.zone) > low
                and edge(event["start"], calendars.zone) < high
            ]
            rows.sort(key=lambda event: edge(event["start"], calendars.zone))
            first = int(asked.get("pageToken", 0))
            last = first + min(calendars.page, int(asked.get("maxResults", 250)))
            more = {"nextPageToken": str(last)} if last < len(rows) else {"nextSyncToken": "sync"}
            return jsonify(
                kind="calendar#events",
                summary=calendar,
                timeZone=ZONE,
                items=rows[first:last],
                **more,
            )

        @app.post("/calendar/v3/calendars/<calendar>/events")
        @protect([f"{SCOPE}calendar.events"])
        def insert_event(calendar):
            name, events = found(calendar)
            body = request.get_json()
            if events is None:
                return refusal(404, "Not Found")
            if "start" not in body or "end" not in body:
                return refusal(400, "Missing end time.")
            start, end = moment(body["start"]["dateTime"]), moment(body["end"]["dateTime"])
            hours = (end - start).total_seconds() / 3600
            return jsonify(calendars.add(name, body["summary"], start.isoformat(), hours))

    return extend


def refusal(status, message):
    return {"error": {"code": status, "message": message, "errors": []}}, status


def moment(text):
    """Return a time; the API wants the offset in it."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def edge(told, zone):
    if "dateTime" in told:
        return moment(told["dateTime"])
    return datetime.fromisoformat(told["date"]).replace(tzinfo=ZoneInfo(zone))
