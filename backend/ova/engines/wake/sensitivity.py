"""How readily a wake word wakes."""

from ova.engines.errors import BadSpeechInput

USUAL = 0.5
"""The threshold the model's author, or the measurements, chose."""


def check_sensitivity(sensitivity: float) -> float:
    """Return it when it lies between 0 (wakes rarely) and 1 (wakes easily). Raises BadSpeechInput."""
    if not 0.0 <= sensitivity <= 1.0:
        raise BadSpeechInput(
            f"A sensitivity of {sensitivity} is not possible.", cure="Choose 0 to 1."
        )
    return sensitivity


def threshold(usual: float, sensitivity: float) -> float:
    """Return the probability to ask for: ``usual`` at 0.5, near certainty at 0, half of it at 1."""
    if sensitivity >= USUAL:
        return usual * (1.0 - (sensitivity - USUAL))
    return usual + (0.995 - usual) * (USUAL - sensitivity) * 2
