"""What one integration can do, whatever style it is written in.

Law: reads an author's object once, after it was built; what is found here is all the hub ever calls.
"""

from ova.plugins.declared.action import ActionDef
from ova.plugins.declared.capabilities import Capabilities
from ova.plugins.declared.collect import capabilities_of
from ova.plugins.declared.data import DataDef
from ova.plugins.declared.poll import PollDef
from ova.plugins.declared.schema import SchemaCheck, schema_check
from ova.plugins.declared.webhook import WebhookDef

__all__ = [
    "ActionDef",
    "Capabilities",
    "DataDef",
    "PollDef",
    "SchemaCheck",
    "WebhookDef",
    "capabilities_of",
    "schema_check",
]
