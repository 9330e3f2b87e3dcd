"""How many tokens may be used in a day, over restarts."""

from datetime import date

from ova.sdk import Context, RateLimited

SPENT, TOTAL = "spent", "tokens"


class Budget:
    """Counts tokens as servers tell them."""

    def __init__(self, ctx: Context, today: date, most: int) -> None:
        """``most`` in a day; 0 for no limit."""
        self._ctx = ctx
        self._today = today.isoformat()
        self._most = most

    @property
    def used(self) -> int:
        """Tokens of today."""
        kept = self._ctx.state.get(SPENT, {})
        return int(kept["tokens"]) if kept.get("day") == self._today else 0

    def check(self) -> None:
        """Raise RateLimited when today's are used up."""
        if self._most and self.used >= self._most:
            raise RateLimited(
                self._ctx.text("errors.used_up"), cure=self._ctx.text("errors.used_up_cure")
            )

    def spend(self, tokens: int) -> None:
        """Count tokens."""
        self._ctx.state.set(SPENT, {"day": self._today, "tokens": self.used + tokens})
        self._ctx.state.set(TOTAL, self._ctx.state.get(TOTAL, 0) + tokens)
