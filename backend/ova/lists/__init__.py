"""Shopping and to-do lists that a household shares.

Law: written before acknowledged; every change can be taken back; time and ids come from outside.
"""

from ova.lists.errors import ListError
from ova.lists.lists import MAX_ITEMS, MAX_LISTS, Lists

__all__ = ["MAX_ITEMS", "MAX_LISTS", "ListError", "Lists"]
