"""A light or a button at a pin of a Raspberry Pi, by gpiozero."""

import importlib
from collections.abc import Callable
from typing import Any

from ova.satellite.errors import BadInput, DeviceUnavailable
from ova.satellite.peripherals.protocol import Peripheral, Press, Shown

BOUNCE_S = 0.02
BLINKS = {
    Shown.THINKING: (0.15, 0.15),
    Shown.RINGING: (0.3, 0.3),
    Shown.ERROR: (0.1, 0.1),
    Shown.AWAY: (0.1, 1.9),
    Shown.MUTED: (0.05, 4.95),
}
"""Seconds on and off; LISTENING and SPEAKING are steady, IDLE is dark."""


def _device(kind: str, pin: str, **options: Any) -> Any:
    """Return gpiozero's device at a pin. Raises DeviceUnavailable, BadInput."""
    try:
        gpiozero = importlib.import_module("gpiozero")
    except ImportError as error:
        raise DeviceUnavailable(
            "The Python package gpiozero, which lights and buttons at pins need, is not installed.",
            cure='Install the extra: pip install "openvoiceassistant[pi]".',
        ) from error
    try:
        return getattr(gpiozero, kind)(int(pin) if pin.isdigit() else pin, **options)
    except gpiozero.BadPinFactory as error:
        raise DeviceUnavailable(
            "This machine has no pins that gpiozero can use.",
            cure="It needs a Raspberry Pi, the package lgpio and to be in the group gpio.",
        ) from error
    except (gpiozero.GPIOZeroError, ValueError) as error:
        raise BadInput(
            f"The pin {pin} cannot be used: {error}.",
            cure="Use a free pin by its GPIO number, such as 17, or its place, such as BOARD11.",
        ) from error


class GpioLight:
    """One lamp: steady while it listens or speaks, blinking for the rest, dark when idle."""

    def __init__(self, pin: str) -> None:
        """``pin`` is a GPIO number or one of gpiozero's names."""
        self._pin = pin
        self._lamp: Any = None

    def open(self, pressed: Callable[[Press], None]) -> None:
        """Take hold of the pin. Raises DeviceUnavailable, BadInput."""
        del pressed
        self._lamp = _device("LED", self._pin)

    def show(self, shown: Shown) -> None:
        """Show another state."""
        if shown in BLINKS:
            self._lamp.blink(*BLINKS[shown])
        elif shown is Shown.IDLE:
            self._lamp.off()
        else:
            self._lamp.on()

    def close(self) -> None:
        """Go dark."""
        if self._lamp is not None:
            self._lamp.close()


class PoweredLights:
    """Lights that get their power by a pin, which is on for as long as they are in use."""

    def __init__(self, pin: str, lights: Peripheral) -> None:
        """Own ``lights``."""
        self._pin = pin
        self._lights = lights
        self._power: Any = None

    def open(self, pressed: Callable[[Press], None]) -> None:
        """Switch the power on and take hold of the lights. Raises DeviceUnavailable, BadInput."""
        self._power = _device("LED", self._pin, initial_value=True)
        self._lights.open(pressed)

    def show(self, shown: Shown) -> None:
        """Show another state."""
        self._lights.show(shown)

    def close(self) -> None:
        """Go dark and switch the power off."""
        self._lights.close()
        if self._power is not None:
            self._power.off()
            self._power.close()


class GpioButton:
    """A button between a pin and ground."""

    def __init__(self, press: Press, pin: str) -> None:
        """``press`` is what it does."""
        self._press = press
        self._pin = pin
        self._button: Any = None

    def open(self, pressed: Callable[[Press], None]) -> None:
        """Take hold of the pin. Raises DeviceUnavailable, BadInput."""
        self._button = _device("Button", self._pin, bounce_time=BOUNCE_S)
        self._button.when_pressed = lambda: pressed(self._press)
        if self._press is Press.TALK:
            self._button.when_released = lambda: pressed(Press.TALK_OVER)

    def show(self, shown: Shown) -> None:
        """Do nothing: it has no light."""

    def close(self) -> None:
        """Let go of the pin."""
        if self._button is not None:
            self._button.close()
