"""Colours by name, and between red-green-blue, hue and saturation, and CIE 1931 x and y."""

import colorsys

from .refused import Refused

NAMES = {
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "orange": (255, 165, 0),
    "purple": (128, 0, 128),
    "violet": (238, 130, 238),
    "pink": (255, 192, 203),
    "turquoise": (64, 224, 208),
    "brown": (165, 42, 42),
    "white": (255, 255, 255),
    "gold": (255, 215, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "lime": (0, 255, 0),
}
"""CSS colours people name for lamps; black is no light."""

Rgb = tuple[int, int, int]


def named(name: str) -> Rgb:
    """Return a colour by its name. Raises Refused that lists all."""
    found = NAMES.get(name.casefold().replace(" ", ""))
    if found is None:
        raise Refused("no_color", color=name, known=", ".join(NAMES))
    return found


def to_hs(rgb: Rgb) -> tuple[float, float]:
    """Return hue in degrees and saturation in percent."""
    hue, saturation, _ = colorsys.rgb_to_hsv(*(part / 255 for part in rgb))
    return round(hue * 360, 3), round(saturation * 100, 3)


def from_hs(hue: float, saturation: float) -> Rgb:
    """Return the brightest colour of a hue and a saturation."""
    red, green, blue = colorsys.hsv_to_rgb(hue / 360 % 1, min(100, max(0, saturation)) / 100, 1)
    return round(red * 255), round(green * 255), round(blue * 255)


def to_xy(rgb: Rgb) -> tuple[float, float]:
    """Return x and y of an sRGB colour, white point D65 (IEC 61966-2-1)."""
    red, green, blue = (_linear(part / 255) for part in rgb)
    x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    total = x + y + z
    return (round(x / total, 4), round(y / total, 4)) if total else (0.3127, 0.3290)


def from_xy(x: float, y: float) -> Rgb:
    """Return the brightest sRGB colour at x and y."""
    if y <= 0:
        return 255, 255, 255
    big_x, big_z = x / y, (1 - x - y) / y
    linear = (
        3.2406 * big_x - 1.5372 - 0.4986 * big_z,
        -0.9689 * big_x + 1.8758 + 0.0415 * big_z,
        0.0557 * big_x - 0.2040 + 1.0570 * big_z,
    )
    top = max(*linear, 1e-9)
    red, green, blue = (round(255 * _curved(max(0.0, part / top))) for part in linear)
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _curved(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)
