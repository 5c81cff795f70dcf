"""The eligibility logic: three-valued, every condition with its clause, unknown never a no."""

from actions.eligibility.assess import assess
from actions.eligibility.missing import missing_facts
from actions.eligibility.result import Assessment, ConditionResult, FamilyResult, RouteResult

__all__ = [
    "Assessment",
    "ConditionResult",
    "FamilyResult",
    "RouteResult",
    "assess",
    "missing_facts",
]
