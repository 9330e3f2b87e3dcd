"""Answers that take little of the network: nothing is sent twice, and long ones are compressed."""

import gzip

from flask import Response, request

SHORTEST = 1_024
"""Bytes; what is shorter gains nothing."""
LEVEL = 6


def spare_network(response: Response) -> Response:
    """Say only that nothing changed to who has an answer already, and compress long ones.

    Only what is read: such answers hold no secret that could be guessed by their length.
    """
    encoded = response.is_streamed or response.content_encoding
    plain = response.mimetype == "application/json" and not encoded
    if request.method != "GET" or response.status_code != 200 or not plain:
        return response
    response.add_etag(weak=True)
    response.make_conditional(request)
    if response.status_code != 200:
        return response
    body = response.get_data()
    response.vary.add("Accept-Encoding")
    if len(body) >= SHORTEST and request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(body, LEVEL))
        response.content_encoding = "gzip"
    return response
