"""Lights and buttons, on gpiozero's own mock pins and on frames written to a pipe."""

import os
import queue

import gpiozero
import pytest
from gpiozero.pins.mock import MockFactory
from tests.satellite.test_parts import Ports, ring

from ova.satellite.controls import Controls
from ova.satellite.cues import Cue
from ova.satellite.errors import BadInput, DeviceUnavailable
from ova.satellite.messages import Connected, Disconnected, HubEvent
from ova.satellite.peripherals import Panel, Press, Shown, make_peripherals
from ova.satellite.peripherals.apa102 import Apa102Lights, frame
from ova.satellite.peripherals.gpio import PoweredLights
from ova.satellite.peripherals.media_keys import EVENT, MediaKeys
from ova.satellite.session import Session
from ova.satellite.settings import Settings


@pytest.fixture
def pins():
    before = gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory = MockFactory()
    yield gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory.reset()
    gpiozero.Device.pin_factory = before


class Device:
    """A session with settings and controls, and what the controls told."""

    def __init__(self):
        self.ports = Ports()
        self.settings = Settings()
        self.changed = []
        self.session = Session(
            *(self.ports, self.ports, None, self.ports, lambda: self.ports.now_s),
            wants=self.settings.wants,
        )
        self.controls = Controls(
            self.session, self.settings, self.changed.append, lambda: self.ports.now_s
        )
        self.session.handle(Connected())

    @property
    def told(self):
        return [name for name, *_ in self.ports.told]


def test_a_frame_is_as_the_datasheet_has_it():
    start, end = bytes(4), b"\xff" * 4
    assert frame([(1, 2, 3)], 31) == start + bytes((0xFF, 3, 2, 1)) + end
    assert (
        frame([(255, 0, 0), (0, 0, 9)], 1) == start + bytes((0xE1, 0, 0, 255, 0xE1, 9, 0, 0)) + end
    )
    assert len(frame([(0, 0, 0)] * 200)) == 4 + 800 + 13, "half a bit for each light at the end"


def test_coloured_lights_follow_the_state_and_go_dark_at_the_end(tmp_path):
    pipe = tmp_path / "lights"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    panel = Panel(make_peripherals([f"apa102:2@{pipe}"], []))
    panel.open(lambda press: None)
    size = len(frame([(0, 0, 0)] * 2))
    listening, dark = frame([(0, 80, 255)] * 2), frame([(0, 0, 0)] * 2)
    panel.show(Shown.LISTENING)
    while os.read(reader, size) != listening:
        pass
    panel.close()
    assert os.read(reader, size) == dark
    assert os.read(reader, size) == b""
    os.close(reader)


def test_a_lamp_at_a_pin_is_lit_while_it_listens(pins):
    panel = Panel(make_peripherals(["gpio:17"], []))
    panel.open(lambda press: None)
    lamp = pins.pin(17)
    for shown, lit in ((Shown.IDLE, False), (Shown.LISTENING, True), (Shown.IDLE, False)):
        panel.show(shown)
        assert bool(lamp.state) is lit
    panel.show(Shown.RINGING)
    panel.close()
    assert lamp.function == "input", "the pin is let go of"


def test_buttons_at_pins_tell_what_was_pressed(pins):
    presses = []
    panel = Panel(make_peripherals([], ["talk:17", "mute:27", "volume_up:GPIO5"]))
    panel.open(presses.append)
    for pin in (17, 27, 5):
        pins.pin(pin).drive_low()
        pins.pin(pin).drive_high()
    panel.close()
    assert presses == [Press.TALK, Press.TALK_OVER, Press.MUTE, Press.VOLUME_UP]


@pytest.mark.parametrize(
    ("lights", "buttons"),
    [
        (["neon:3"], []),
        (["apa102:none"], []),
        (["apa102:0"], []),
        (["apa102:3@x.y"], []),
        (["gpio:"], []),
        ([], ["talk"]),
        ([], ["sing:4"]),
        ([], ["talk_over:4"]),
    ],
)
def test_what_is_no_light_and_no_button_is_refused_with_an_example(lights, buttons):
    with pytest.raises(BadInput) as refused:
        make_peripherals(lights, buttons)
    assert "for example" in refused.value.cure.lower() or ":" in refused.value.cure


def test_a_machine_without_spi_or_a_pin_that_is_none_is_told_with_a_cure(pins):
    with pytest.raises(DeviceUnavailable) as refused:
        Panel(make_peripherals(["apa102:3"], [])).open(lambda press: None)
    assert refused.value.cure
    with pytest.raises(BadInput, match="cannot be used"):
        Panel(make_peripherals(["gpio:999"], [])).open(lambda press: None)


def test_a_short_press_listens_and_a_held_one_ends_when_it_is_let_go():
    device = Device()
    device.controls.press(Press.TALK)
    assert device.controls.shown is Shown.LISTENING
    device.ports.now_s = 0.2
    device.controls.press(Press.TALK_OVER)
    assert device.controls.shown is Shown.LISTENING, "it listens until silence"
    device.controls.press(Press.TALK)
    assert "cancel" in device.told
    assert device.controls.shown is Shown.IDLE
    device.controls.press(Press.TALK)
    device.ports.now_s = 2.0
    device.controls.press(Press.TALK_OVER)
    assert "stop" in device.told
    assert device.controls.shown is Shown.THINKING


def test_the_talk_button_silences_what_rings():
    device = Device()
    device.session.handle(ring("t1"))
    assert device.controls.shown is Shown.RINGING
    device.controls.press(Press.TALK)
    assert ("ring_stop", None) in device.ports.told
    assert "start" not in device.told


def test_mute_and_volume_are_kept_and_told():
    device = Device()
    device.controls.press(Press.MUTE)
    assert device.controls.shown is Shown.MUTED
    device.controls.press(Press.TALK)
    assert "start" not in device.told, "a microphone that is off stays off"
    assert ("cue", Cue.ERROR) in device.ports.told
    device.controls.press(Press.VOLUME_UP)
    device.controls.press(Press.VOLUME_DOWN)
    assert device.changed == [frozenset({"mic_muted"}), frozenset({"volume"})]
    assert device.settings.untold == {"mic_muted": True, "volume": 90}


def test_the_lights_tell_what_a_reply_and_a_hub_that_is_away_look_like():
    device = Device()
    device.session.handle(HubEvent("play_start", ({"id": "p", "kind": "reply", "rate": 16_000},)))
    assert device.controls.shown is Shown.SPEAKING
    other = Device()
    other.session.handle(Disconnected())
    other.ports.now_s = 10.0
    assert other.controls.shown is Shown.AWAY


class Keyboard:
    """What the kernel shows of a device with keys, and a pipe in the place of its events."""

    def __init__(self, folder, name):
        self.devices, self.known = folder / "dev", folder / "sys"
        self.devices.mkdir()
        (self.known / "event3" / "device").mkdir(parents=True)
        (self.known / "event3" / "device" / "name").write_text(name + "\n")
        os.mkfifo(self.devices / "event3")
        self.pipe = os.open(self.devices / "event3", os.O_RDWR)

    def key(self, code, *values):
        for value in values:
            os.write(self.pipe, EVENT.pack(1, 2, 1, code, value) + EVENT.pack(1, 2, 0, 0, 0))


def test_the_keys_of_a_speakerphone_are_buttons(tmp_path):
    keyboard = Keyboard(tmp_path, "Jabra SPEAK 510 USB")
    presses = queue.Queue()
    keys = MediaKeys("jabra", keyboard.devices, keyboard.known)
    keys.open(presses.put)
    keyboard.key(115, 1, 2, 0)
    keyboard.key(248, 1, 0)
    keyboard.key(30, 1, 0)
    keyboard.key(169, 1, 0)
    assert [presses.get(timeout=60) for _ in range(5)] == [
        *(Press.VOLUME_UP, Press.VOLUME_UP, Press.MUTE, Press.TALK, Press.TALK_OVER),
    ]
    keys.close()
    os.close(keyboard.pipe)


def test_keys_that_are_not_there_are_told_with_those_that_are(tmp_path):
    keyboard = Keyboard(tmp_path, "Jabra SPEAK 510 USB")
    with pytest.raises(DeviceUnavailable) as told:
        MediaKeys("Anker", keyboard.devices, keyboard.known).open(lambda press: None)
    assert "Jabra SPEAK 510 USB" in str(told.value)
    os.close(keyboard.pipe)
    (keyboard.devices / "event3").unlink()
    with pytest.raises(DeviceUnavailable) as told:
        MediaKeys("jabra", keyboard.devices, keyboard.known).open(lambda press: None)
    assert "group input" in str(told.value)


def test_lights_that_get_their_power_by_a_pin_have_it_while_they_are_in_use(pins, tmp_path):
    frames = tmp_path / "frames"
    lights = PoweredLights("5", Apa102Lights(2, str(frames)))
    lights.open(lambda press: None)
    assert pins.pin(5).state
    lights.show(Shown.LISTENING)
    lights.close()
    assert not pins.pin(5).state
    assert frames.read_bytes().endswith(frame([(0, 0, 0)] * 2))
