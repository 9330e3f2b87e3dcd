"""What waits for a websocket travels together; what waits for a request does not."""

import socket
from types import SimpleNamespace

from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import BytesMessage, TextMessage

from ova.web.sockets.gathering import send_gathered


class Waiting:
    """Stands for Engine.IO's connection and what opened its websocket."""

    def __init__(self, packets, sock, *, upgraded=True, connected=True):
        self.upgraded = upgraded
        self._packets = [SimpleNamespace(encode=lambda one=one: one) for one in packets]
        self.ws = SimpleNamespace(
            connected=connected, sock=sock, ws=Connection(ConnectionType.SERVER)
        )

    def poll(self):
        return self._packets

    def send(self, message):
        raise AssertionError(f"{message!r} travels alone")


def test_packets_that_wait_arrive_whole_and_in_order():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sent = ['42["one"]', '451-["two"]', b"\x01\x02" * 10_000, '42["süß"]']
        waiting = Waiting(sent, ours)
        send_gathered(waiting, waiting)
        ours.settimeout(30)
        theirs.settimeout(30)
        client = Connection(ConnectionType.CLIENT)
        (together,) = waiting.poll()
        waiting.send(together.encode())
        got, last = [], None
        while len(got) < len(sent):
            client.receive_data(theirs.recv(65536))
            for event in client.events():
                assert isinstance(event, TextMessage | BytesMessage)
                last = event.data if last is None else last + event.data
                if event.message_finished:
                    got.append(bytes(last) if isinstance(event, BytesMessage) else last)
                    last = None
        assert got == sent


def test_a_request_that_waits_for_packets_gets_them_as_they_are():
    waiting = Waiting(["2one"], None, upgraded=False)
    before = waiting.poll()
    send_gathered(waiting, waiting)
    assert waiting.poll() == before
