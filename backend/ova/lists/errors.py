"""What can be wrong with a wish about lists."""

from ova.core import InvalidInput


class ListError(InvalidInput):
    """A list or an item that cannot be made or changed like this."""

    code = "invalid_list"
