"""How good an integration is, told from its declarations and its source without running it.

Law: reads, never calls. Every rule is one line of the table in ``rules``; a rule that cannot be kept is
exempted with a reason, or it is not kept.
"""

from ova.plugins.check.contract import RECORD, Contract
from ova.plugins.check.examine import check_path, check_plugin, contracts_at, record
from ova.plugins.check.report import Report, RuleResult, Status, Tier
from ova.plugins.check.skill import check_skill

__all__ = [
    "RECORD",
    "Contract",
    "Report",
    "RuleResult",
    "Status",
    "Tier",
    "check_path",
    "check_plugin",
    "check_skill",
    "contracts_at",
    "record",
]
