"""What skills answer and say, and the home's own words for it."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from ova.web.identity import Identities
from ova.web.models.diagnostics import SkillDiagnostics
from ova.web.models.insight import LogLines, LogQuery
from ova.web.models.skill_texts import (
    ConflictsQuery,
    GrammarInForce,
    ImportBody,
    ImportModel,
    LanguageQuery,
    NewSentenceBody,
    OwnText,
    OwnTexts,
    RepliesModel,
    ReplyPatch,
    ReplyTrialBody,
    RestoreBody,
    SentenceConflicts,
    SentencePatch,
    SentencesModel,
    SentencesQuery,
    SentenceTrial,
    SentenceTrialBody,
    SkillPath,
    SkillReplyPath,
    SkillTextPath,
    TextFaults,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes, text_answer


def skill_text_routes(hub: HubPort, identities: Identities) -> APIBlueprint:
    """Build the routes of one skill's texts."""
    api = routes("skill_texts", "What skills answer and say.", prefix="/api/skills/<plugin_id>")

    def by() -> str:
        return identities.require().user.name

    @api.get("/sentences", responses={200: SentencesModel})
    def sentences(path: SkillPath, query: SentencesQuery) -> Answer:
        """Tell what it answers in a language: by intent, and those sentences that are asked for."""
        return hub.skill_desk.sentences(
            path.plugin_id,
            query.language,
            intent=query.intent,
            search=query.search,
            limit=query.limit,
            offset=query.offset,
        )

    @api.post("/sentences", responses={200: OwnText})
    def add(path: SkillPath, body: NewSentenceBody) -> Answer:
        """Let it understand one more sentence; it is stored now and in force soon after."""
        return hub.skill_desk.add_sentence(
            path.plugin_id,
            body.language,
            body.intent,
            body.text,
            body.meaning,
            by=by(),
            anyway=body.anyway,
        )

    @api.post("/sentences/try", responses={200: SentenceTrial})
    def try_sentence(path: SkillPath, body: SentenceTrialBody) -> Answer:
        """Try a sentence without storing it: faults, examples, and whose it is already."""
        return hub.skill_desk.try_sentence(
            path.plugin_id,
            body.language,
            body.intent,
            body.text,
            body.meaning,
            text_id=body.text_id,
        ).to_json()

    @api.patch("/sentences/<text_id>", responses={200: OwnText})
    def change(path: SkillTextPath, body: SentencePatch) -> Answer:
        """Change or remove one of the home's own sentences."""
        return hub.skill_desk.change_sentence(
            path.plugin_id,
            path.text_id,
            intent=body.intent,
            text=body.text,
            meaning=body.meaning,
            removed=body.removed,
            by=by(),
            anyway=body.anyway,
            was=body.was,
        )

    @api.get("/texts/<text_id>/history", responses={200: OwnTexts})
    def history(path: SkillTextPath) -> Answer:
        """List the versions of one of the home's own texts, newest first."""
        return list(hub.skill_desk.history(path.plugin_id, path.text_id))

    @api.post("/texts/<text_id>/restore", responses={200: OwnText})
    def restore(path: SkillTextPath, body: RestoreBody) -> Answer:
        """Make an older version of a text the newest."""
        return hub.skill_desk.restore(
            path.plugin_id, path.text_id, body.version, by=by(), was=body.was
        )

    @api.get("/replies", responses={200: RepliesModel})
    def replies(path: SkillPath, query: LanguageQuery) -> Answer:
        """Tell what it says in a language: as it came, and in the home's own words."""
        return hub.skill_desk.replies(path.plugin_id, query.language)

    @api.patch("/replies/<key>", responses={200: OwnText})
    def set_reply(path: SkillReplyPath, body: ReplyPatch) -> Answer:
        """Let it say something in the home's own words; null goes back to those it came with."""
        return hub.skill_desk.set_reply(
            path.plugin_id, body.language, path.key, body.forms, by=by(), was=body.was
        )

    @api.post("/replies/<key>/try", responses={200: TextFaults})
    def try_reply(path: SkillReplyPath, body: ReplyTrialBody) -> Answer:
        """Tell what is wrong with variants of a reply, without storing them."""
        return list(
            hub.skill_desk.try_reply(path.plugin_id, body.language, path.key, dict(body.forms))
        )

    @api.get("/texts", responses={200: text_answer("application/yaml", "The texts.")})
    def export(path: SkillPath) -> Answer:
        """Return the home's own sentences and replies as a YAML file."""
        answer = Response(hub.skill_desk.export(path.plugin_id), mimetype="application/yaml")
        name = f"{path.plugin_id}-texts.yaml"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    @api.post("/texts/preview", responses={200: ImportModel})
    def preview(path: SkillPath, body: ImportBody) -> Answer:
        """Tell what importing a YAML file would do, without storing anything."""
        return hub.skill_desk.preview(path.plugin_id, body.yaml)

    @api.post("/texts/import", responses={200: ImportModel})
    def bring_in(path: SkillPath, body: ImportBody) -> Answer:
        """Import a YAML file, all or nothing; what it does not name stays."""
        return hub.skill_desk.bring_in(path.plugin_id, body.yaml, by=by(), was=body.was)

    @api.get("/log", responses={200: LogLines})
    def log(path: SkillPath, query: LogQuery) -> Answer:
        """List the last lines it logged, and the hub about it; newest first, without secrets."""
        lines = hub.skill_desk.log(
            path.plugin_id, level=query.level, limit=query.limit, before=query.before
        )
        return list(lines)

    @api.get("/diagnostics", responses={200: SkillDiagnostics})
    def diagnostics(path: SkillPath) -> Answer:
        """Return everything that helps to find a fault, without secrets."""
        return hub.skill_desk.diagnostics(path.plugin_id)

    return api


def sentence_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes about the sentences of all skills together."""
    api = routes("sentences", "The sentences of all skills together.", prefix="/api/sentences")

    @api.get("/conflicts", responses={200: SentenceConflicts})
    def conflicts(query: ConflictsQuery) -> Answer:
        """List sentences that two skills claim: both sides, and where each is written."""
        return list(hub.skill_desk.conflicts(query.skill))

    @api.get("/in-force", responses={200: GrammarInForce})
    def in_force() -> Answer:
        """Tell which sentences are understood just now."""
        return hub.skill_desk.grammar()

    return api
