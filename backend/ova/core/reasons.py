"""Why a run ended as it did: a closed vocabulary of codes, and what each comes to."""

from enum import StrEnum


class Outcome(StrEnum):
    """What came of a run."""

    DONE = "done"
    ASKED = "asked"
    """Something was asked back first."""
    NOT_UNDERSTOOD = "not_understood"
    """No words, or none that mean a command here."""
    FAILED = "failed"
    """Understood, and not done; or the hub itself failed."""
    DROPPED = "dropped"
    """The person wanted nothing done here: a command that was cancelled, refused or negated, or that
    another satellite heard better."""


REASONS: dict[str, Outcome] = {
    **dict.fromkeys(("unsure", "ambiguous", "confirm", "asked_again"), Outcome.ASKED),
    **dict.fromkeys(("cancelled", "refused", "negation", "wake-elsewhere"), Outcome.DROPPED),
    **dict.fromkeys(
        (
            *("stt-no-text-recognized", "empty", "too_long", "text_too_long"),
            *("no_intent", "not_a_command", "exclusion", "unsure_dropped"),
            *("no_entity", "no_entity_exposed", "entity_elsewhere"),
            *("no_area", "no_floor", "needs_area"),
        ),
        Outcome.NOT_UNDERSTOOD,
    ),
    **dict.fromkeys(
        (
            # what hears
            *("engine-error", "engine_missing", "stt_away", "stt-stream-failed", "no_model"),
            *("bad_model", "empty_graph", "graph_kills", "too_much_speech", "not_audio"),
            *("invalid_speech_input", "empty_audio", "audio_too_long", "audio_truncated"),
            *("unsupported_format", "unsupported_rate"),
            # who answers
            *("no_skill", "skill_not_loaded", "handler_failed", "intent-failed", "tts-failed"),
            *("integration_not_loaded", "plugin_not_found", "plugin_broken", "plugin_fault"),
            *("plugin_error", "action_failed", "auth_failed", "configuration_error", "not_ready"),
            *("output_invalid", "rate_limited", "secret_missing", "invalid_input"),
            # what is controlled
            *("entity_unavailable", "unavailable", "control_failed", "home_failed", "conflict"),
            *(
                "unknown_service",
                "not_found",
                "not_allowed",
                "not_from_here",
                "feature_not_supported",
            ),
            *("entity_wrong_state", "duplicate_targets", "duplicate_entities"),
            *("duplicate_entities_in_area", "duplicate_entities_in_floor", "no_valid_targets"),
            *("no_entity_in_area", "no_entity_in_floor"),
            *("no_domain", "no_domain_in_area", "no_domain_in_floor", "no_device_class"),
            *("no_device_class_in_area", "no_device_class_in_floor", "no_domain_exposed"),
            *("no_domain_in_area_exposed", "no_domain_in_floor_exposed"),
            *("no_device_class_exposed", "no_device_class_in_area_exposed"),
            "no_device_class_in_floor_exposed",
            # timers
            *("timer_not_found", "too_many_timers", "timer_over", "invalid_duration"),
            "invalid_name",
            # alarms, reminders, delayed commands
            *("happens_once", "in_the_past", "invalid_schedule", "is_ringing", "late_command"),
            *("no_change", "no_length", "no_moment", "no_text", "not_ringing", "not_supported"),
            *("schedule_over", "too_far", "too_many_schedules"),
            "error",
        ),
        Outcome.FAILED,
    ),
}
"""Every code the hub and its own skills give. A skill of somebody else may give others: those failed."""


def outcome_of(error: str | None, *, asked: bool, understood: bool) -> Outcome:
    """Return what came of a run.

    ``error`` is its code or None; ``asked``: a question was asked back; ``understood``: a command was
    given to a skill, so that "no such device" is its failure, not a text that means nothing.
    """
    if asked:
        return Outcome.ASKED
    if error is None:
        return Outcome.DONE
    found = REASONS.get(error, Outcome.FAILED)
    if found is Outcome.NOT_UNDERSTOOD and understood:
        return Outcome.FAILED
    return found
