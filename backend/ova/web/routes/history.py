"""Past commands: found, explained, cured, tried again, exported and forgotten."""

import json
from collections.abc import Iterator
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from ova.hub.history import CureKind
from ova.web.identity import Identities
from ova.web.models.history import (
    CureBody,
    Cured,
    CureList,
    ReportList,
    ReportPath,
    RunDetail,
    RunExport,
    RunFilterQuery,
    RunList,
    RunsQuery,
    RunSummary,
)
from ova.web.models.recordings import Deleted
from ova.web.models.speech import RunModel, RunPath
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes

_PAGING = frozenset({"limit", "before", "before_seq"})


def history_routes(hub: HubPort, identities: Identities) -> APIBlueprint:
    """Build the routes."""
    api = routes("history", "Past commands: what was heard, understood and done, and why not.")

    @api.get("/runs", responses={200: RunList})
    def runs(query: RunsQuery) -> Answer:
        """List past runs that fit, newest first."""
        return hub.history.recent(
            query.limit, query.before, before_seq=query.before_seq, wanted=_wanted(query)
        )

    @api.get("/runs/summary", responses={200: RunSummary})
    def summary(query: RunFilterQuery) -> Answer:
        """Count the runs that fit, and tell what there is to choose from."""
        return hub.history.summary(_wanted(query))

    @api.get("/runs/export", responses={200: RunExport})
    def export(query: RunFilterQuery) -> Answer:
        """Download the runs that fit with everything that happened in them, newest first."""
        answer = Response(_array(hub.history.export(_wanted(query))), mimetype="application/json")
        answer.headers["Content-Disposition"] = 'attachment; filename="ova-history.json"'
        return answer

    @api.delete("/runs", responses={200: Deleted})
    def clear() -> Answer:
        """Delete all past runs and their sound for good."""
        return {"deleted": hub.history.clear()}

    @api.get("/runs/<run_id>", responses={200: RunDetail})
    def run(path: RunPath) -> Answer:
        """Return one run with everything that happened in it."""
        return hub.history.get(path.run_id)

    @api.delete("/runs/<run_id>", responses={204: None})
    def forget(path: RunPath) -> Answer:
        """Delete a run and its sound for good."""
        hub.history.remove(path.run_id)
        return "", 204

    @api.get("/runs/<run_id>/cures", responses={200: CureList})
    def cures(path: RunPath) -> Answer:
        """Tell what would make this command work, as the home is now."""
        return hub.curing.find(path.run_id)

    @api.post("/runs/<run_id>/cures", responses={200: Cured})
    def cure(path: RunPath, body: CureBody) -> Answer:
        """Apply a remedy, and tell what it changed."""
        given = body.model_dump()
        by = identities.require().user.name
        return hub.curing.apply(path.run_id, CureKind(given.pop("kind")), by=by, **given)

    @api.post("/runs/<run_id>/again", responses={200: RunModel})
    def again(path: RunPath) -> Answer:
        """Carry a command out once more, from its sound where that is kept; gives the new run."""
        return hub.trying_again.do(path.run_id).to_json()

    @api.get("/not-commands", responses={200: ReportList})
    def reports() -> Answer:
        """List what was reported as no command, newest first."""
        return hub.curing.reports()

    @api.delete("/not-commands/<report_id>", responses={204: None})
    def take_back(path: ReportPath) -> Answer:
        """Take a report back: the text may be a command again."""
        hub.curing.take_back(path.report_id)
        return "", 204

    return api


def _wanted(query: RunFilterQuery) -> dict[str, Any]:
    return query.model_dump(exclude=set(_PAGING), exclude_none=True)


def _array(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"
