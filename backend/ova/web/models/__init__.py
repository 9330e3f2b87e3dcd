"""The forms of requests and answers, as pydantic models; the OpenAPI document is made from them.

Law: forms only. What a value means is settled in the hub.
"""
