"""A real Radicale with one account."""

import sys
from contextlib import ExitStack
from importlib.util import find_spec

import caldav
from tests.integrations.programs import free_port, running
from tests.peers import require

PASSWORD = "a calendar password"
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Lab//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260101T000000Z
{lines}
END:VEVENT
{more}END:VCALENDAR
"""


class Radicale:
    """A Radicale that can be stopped and started again, with two calendars."""

    def __init__(self, folder, stack):
        self.port, self.folder, self.stack, self.run = free_port(), folder, stack, None
        (folder / "users").write_text(f"lab:{PASSWORD}\n")
        (folder / "config").write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n"
            f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\n"
            "htpasswd_encryption = plain\ndelay = 0\n"
            f"[storage]\nfilesystem_folder = {folder}/store\n"
        )

    def start(self):
        require(lambda: find_spec("radicale") is not None, "radicale is not installed")
        command = [sys.executable, "-W", "ignore", "-m", "radicale"]
        command += ["--config", str(self.folder / "config")]
        self.run = self.stack.enter_context(ExitStack())
        self.run.enter_context(running(command, self.port, self.folder / "radicale.log"))

    def stop(self):
        self.run.close()

    @property
    def config(self):
        url = f"http://127.0.0.1:{self.port}/"
        return {"url": url, "username": "lab", "password": PASSWORD}

    def use(self, function):
        client = caldav.DAVClient(self.config["url"], username="lab", password=PASSWORD)
        try:
            return function(client.principal())
        finally:
            client.close()

    def make(self, *names):
        self.use(lambda account: [account.make_calendar(name=name) for name in names])

    def put(self, calendar, uid, *lines, more=""):
        ical = EVENT.format(uid=uid, lines="\n".join(lines), more=more)
        self.use(lambda account: account.calendar(name=calendar).save_event(ical))
