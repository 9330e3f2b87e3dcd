"""The sensors, with what they measure now."""

from ova.sdk import Context, Device, Sensor

from .reading import Reading


def sensors(reading: Reading, ctx: Context) -> list[Device]:
    """Return the sensors of a reading."""
    now, units = reading.now, reading.units
    return [
        Sensor(
            "temperature",
            ctx.text("sensors.temperature"),
            now.temperature,
            units.temperature,
            device_class="temperature",
        ),
        Sensor(
            "humidity", ctx.text("sensors.humidity"), now.humidity, "%", device_class="humidity"
        ),
        Sensor("wind", ctx.text("sensors.wind"), now.wind, units.wind, device_class="wind_speed"),
        Sensor(
            "condition",
            ctx.text("sensors.weather"),
            now.sky.condition,
            attributes={"description": now.sky.words},
        ),
    ]
