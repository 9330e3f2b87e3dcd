"""Benchmarks: how well the hub hears and understands, on data of the formats in the documentation.

Law: measures through the doors of the rooms, never through a shortcut; writes nothing.
"""

__all__: list[str] = []
