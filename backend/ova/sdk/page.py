"""What an integration's own page is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ManageRequest:
    """One visit to ``/integration/<id>/manage``: what ``manage(request, ctx)`` receives.

    ``manage`` returns HTML, ``{"template": "pane.html", ...}`` with the values of a template in the
    integration's ``templates/``, or ``{"redirect": view}`` to go on at one of its views.
    """

    method: str
    """``GET`` or ``POST``."""
    view: str = ""
    """Which of its views is wanted: ``?view=``."""
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    """Fields of a form that was sent."""
    csrf_token: str = ""
    """Put it into every form as the hidden field ``csrf_token``."""
