"""The systemd unit of a satellite."""

from collections.abc import Mapping, Sequence
from pathlib import Path

NAME = "ova-satellite.service"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@+,")


def unit_text(command: Sequence[str | Path], environment: Mapping[str, str]) -> str:
    """Return the unit that runs ``command``.

    A wrong option (exit code 2) is for a person to mend: it is not started over and over.
    """
    lines = [
        "[Unit]",
        "Description=OpenVoiceAssistant satellite",
        "After=pipewire.service pipewire-pulse.service pulseaudio.service",
        "StartLimitIntervalSec=0",
        "",
        "[Service]",
        f"ExecStart={' '.join(quoted(str(part)) for part in command)}",
        *(f"Environment={quoted(f'{name}={value}')}" for name, value in environment.items()),
        "Restart=always",
        "RestartSec=5",
        "RestartPreventExitStatus=2",
        "TimeoutStopSec=10",
        "SyslogIdentifier=ova-satellite",
        "",
        "[Install]",
        "WantedBy=default.target",
        "",
    ]
    return "\n".join(lines)


def quoted(word: str) -> str:
    """Return a word as systemd reads it (systemd.service, "Command lines")."""
    if word and all(sign in _PLAIN for sign in word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("%", "%%").replace("$", "$$") + '"'
