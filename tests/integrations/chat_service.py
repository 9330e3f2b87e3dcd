"""A chat completions server, as OpenAI's API reference describes one, that says what a test wrote.

https://platform.openai.com/docs/api-reference/chat
"""

import json
import re

from tests.integrations.servers import Answer


class ChatService:
    """Checks each request as the real ones do and answers with the next of ``script``.

    An item is a text, a list of ``(tool, arguments)``, or an Answer sent as it is.
    """

    def __init__(self, key=""):
        self.key = key
        self.models = ["house-7b", "house-70b"]
        self.script = []
        self.asked = []
        self.finish_reason = "stop"
        self.only_new_name = False
        self.lists_models = True

    def answer(self, asked):
        if self.key and asked.headers.get("authorization") != f"Bearer {self.key}":
            return refusal(401, "Incorrect API key provided.", "invalid_api_key")
        if asked.path == "/v1/models" and self.lists_models:
            rows = [{"id": name, "object": "model", "owned_by": "me"} for name in self.models]
            return Answer({"object": "list", "data": rows})
        if asked.path != "/v1/chat/completions" or asked.method != "POST":
            return refusal(404, "Unknown request URL.", "unknown_url")
        return self.complete(asked.json)

    def complete(self, body):
        fault = self.fault(body)
        if fault is not None:
            return fault
        self.asked.append(body)
        said = self.script.pop(0)
        if isinstance(said, Answer):
            return said
        message = {"role": "assistant", "content": said if isinstance(said, str) else None}
        reason = self.finish_reason
        if isinstance(said, list):
            reason = "tool_calls"
            message["tool_calls"] = [
                {
                    "id": f"call_{len(self.asked)}_{number}",
                    "type": "function",
                    "function": {
                        "name": tool,
                        "arguments": given if isinstance(given, str) else json.dumps(given),
                    },
                }
                for number, (tool, given) in enumerate(said)
            ]
        return Answer(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1772000000,
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": reason}],
                "usage": {"prompt_tokens": 40, "completion_tokens": 10, "total_tokens": 50},
            }
        )

    def fault(self, body):
        """Return how a request is refused, None when it is in order."""
        if body["model"] not in self.models:
            return refusal(404, f"The model `{body['model']}` does not exist.", "model_not_found")
        if self.only_new_name and "max_tokens" in body:
            return refusal(
                400,
                "Unsupported parameter: 'max_tokens' is not supported with this model.",
                "unsupported_parameter",
                "max_tokens",
            )
        for tool in body.get("tools", []):
            if not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", tool["function"]["name"]):
                return refusal(400, "Invalid 'tools[0].function.name'.", "invalid_value", "tools")
        open_calls = set()
        for message in body["messages"]:
            if message["role"] == "tool":
                if message["tool_call_id"] not in open_calls:
                    return refusal(400, "messages with role 'tool' must follow 'tool_calls'.", None)
                open_calls.remove(message["tool_call_id"])
            elif open_calls:
                return refusal(400, "tool_call_ids did not have response messages.", None)
            open_calls |= {call["id"] for call in message.get("tool_calls") or ()}
        return None


def refusal(status, message, code, param=None, headers=None):
    kind = "insufficient_quota" if code == "insufficient_quota" else "invalid_request_error"
    error = {"message": message, "type": kind, "param": param, "code": code}
    return Answer({"error": error}, status, headers or {})
