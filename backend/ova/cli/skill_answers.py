"""What came of a text said to a skill, in lines for people."""

import json

from ova.testing import Answer


def told(answer: Answer) -> str:
    """Return an answer in lines: what was understood, done and said."""
    slots = ", ".join(f"{name}={json.dumps(value)}" for name, value in answer.slots.items())
    lines = [
        f"> {answer.text}",
        f"  intent   {answer.intent or 'none'}" + (f" ({slots})" if slots else ""),
    ]
    if answer.run.intent is not None:
        lines.append(f"  sentence {answer.run.intent.template}")
    for one in answer.actions:
        given = f" {json.dumps(one.data)}" if one.data else ""
        failed = f": {one.message}" if one.code else ""
        lines.append(f"  did      {one.target} {one.call}{given}{failed}")
    lines.append(f"  reply    {answer.reply or '(silence)'}")
    if answer.speech != answer.reply:
        lines.append(f"  speech   {answer.speech}")
    if answer.question is not None:
        offered = [one["label"] for one in answer.question["options"]]
        lines.append(f"  asks     {answer.question['kind']}: {', '.join(offered)}".rstrip(": "))
    elif answer.listens:
        lines.append("  listens for what comes next")
    if answer.error:
        lines.append(f"  error    {answer.error}: {answer.reason}")
    near = answer.trace.get("nearest") or []
    if answer.intent is None and near:
        lines.append(f"  near     {'; '.join(str(one) for one in near[:3])}")
    return "\n".join(lines)
