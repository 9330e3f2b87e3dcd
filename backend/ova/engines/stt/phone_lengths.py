"""How long phones usually are, in frames of 10 ms: the geometric means over people's commands.

From ``scripts/fit_phone_lengths.py``, in the way `phone_fits` lays phones over the sound.
"""

USUAL_FRAMES: dict[str, float] = {
    "AA": 10.5,
    "AE": 7.2,
    "AH": 4.3,
    "AO": 10.0,
    "AW": 10.9,
    "AY": 9.6,
    "B": 7.0,
    "CH": 11.4,
    "D": 5.1,
    "DH": 5.8,
    "EH": 4.5,
    "ER": 11.5,
    "EY": 10.1,
    "F": 8.6,
    "G": 6.7,
    "HH": 7.8,
    "IH": 4.3,
    "IY": 9.9,
    "JH": 9.3,
    "K": 8.6,
    "L": 7.6,
    "M": 7.3,
    "N": 5.1,
    "NG": 6.8,
    "OW": 9.1,
    "OY": 10.8,
    "P": 6.6,
    "R": 6.8,
    "S": 9.3,
    "SH": 12.6,
    "T": 5.8,
    "TH": 5.8,
    "UH": 6.7,
    "UW": 6.1,
    "V": 4.8,
    "W": 9.0,
}
"""Of the phones of the CMU dictionary that are heard often enough."""
ANY_FRAMES = 7.0
"""Of any other phone."""
