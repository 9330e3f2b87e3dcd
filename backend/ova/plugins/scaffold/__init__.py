"""Starting a new integration or skill: a package that loads, is described, and passes its own tests.

Law: writes one new folder, whole or not at all, and never over anything.
"""

from ova.plugins.scaffold.generate import Style, generate
from ova.plugins.scaffold.names import IntegrationName, parse_name
from ova.plugins.scaffold.skill import generate_skill

__all__ = ["IntegrationName", "Style", "generate", "generate_skill", "parse_name"]
