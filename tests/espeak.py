"""espeak-ng in a process of its own for each sound.

The library's sounds depend on what it spoke before; tests must not depend on their order.
"""

import subprocess
import sys
from functools import cache

from ova.core import AudioClip, AudioFormat

_SPEAK = """
import sys
from ova.engines import EspeakVoice
clip = EspeakVoice().synthesize(sys.argv[1], voice=sys.argv[2] or None)
sys.stdout.buffer.write(clip.format.rate.to_bytes(4, "little") + clip.pcm)
"""


@cache
def fresh_speech(text: str, voice: str = "") -> AudioClip:
    """Return a text spoken by a library that spoke nothing before; without a voice the usual one."""
    done = subprocess.run([sys.executable, "-c", _SPEAK, text, voice], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return AudioClip(done.stdout[4:], AudioFormat(int.from_bytes(done.stdout[:4], "little")))
