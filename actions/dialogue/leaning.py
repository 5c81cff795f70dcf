"""Short messages that lean on what was said before: 那我妈呢, 租的呢, 那我买套房呢, 要是社保交上呢.

None of them tells a fact: each asks what would be, for somebody else or in another case.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from actions.dialogue.gather import FAMILY
from actions.dialogue.state import CHOICE, POLICY, Memory, State
from actions.dialogue.supposing import Read, all_supposed
from actions.reading import Reading
from actions.reading.patterns import compiled
from policy_kb.library import Library

_KIN = (
    "父母|爹娘|爸妈|爹妈|爸爸?|爹|妈妈?|娘|父亲|母亲|老人家?|老的|孩子们?|小孩|娃娃?|儿子|小子|闺女|女儿|大的|小的|"
    "老婆|媳妇|对象|爱人|老公|丈夫|妻子|配偶|男人|内人|老伴|弟弟?|哥哥?|姐姐?|妹妹?|兄弟|姊妹|公公|婆婆|公婆|岳父母?|"
    "岳母|丈人|丈母娘|爷爷?|奶奶?|姥爷|姥姥|孙子|孙女|外甥女?|侄[子女]|叔叔?|舅舅?|姑姑?|姨|家里?人|一家子|家属|儿媳妇?|女婿|嫂子"
)
_NEXT = "(?:那么?|哪|还有)?"
_THEN = "(?:呢|嘞|哩|咧|咋办|怎么办|咋整|咋弄)[?？。!！]*"
_RELATIVE = compiled(
    f"{_NEXT}(?P<who>(?P<owner>[我俺咱他她](?:们|家)?(?:里)?的?)?(?:大|小|老|二)?(?:{_KIN})(?:[和跟与、]?(?:{_KIN}))?|(?P<pronoun>[他她]们?)){_THEN}"
)
"""那我妈呢, 老人呢, 那他老婆呢, 那他呢."""
_WHOEVER = "家里人"
_MAY_COME = "{who}能跟着一起落户吗"
_OTHER_CASE = compiled(
    r"(?:那么?|哪)?(?P<case>[^我俺咱他她,，。、还没不正刚早都已一]{1,8}?)(?:的话)?(?<![着了])[呢嘞哩咧][?？。!！]*"
)
"""租的呢 of who has a home of his own; 还没交呢 tells."""
_SUPPOSITION = compiled(r"^(?:那么?|哪)?(?P<case>.{2,24}?)(?:的话)?(?:呢|咋样|怎么样)[?？。!！]*$")
"""那我买套房呢: supposes a case without saying 要是."""
_OWN = compiled("[我俺咱他她]")
_ASKING = compiled("什么|啥|谁|哪|几|多少|怎么?(?!样)|为何|吗")
_CONFIRMED = compiled("不是没|问(?:了|过|清|的)|刚问|[交办签开租住干空闲放][着的了]$|正[交办租住]")
"""社保我刚问媳妇了, 不是没交, 一直交着呢: told, not supposed."""
_IS_SO = compiled(
    "^(?:我|俺|咱)们?(?:还|也|这|现在|目前|就|都)*(?:有(?!了)|在|是|住(?:在|着)|[开租交干做办]着)"
)
"""我有个门头房给人家开店呢: what is so now; 那我有了房呢 supposes."""
_IF = "要是{case}呢"


def relative_asked(library: Library, memory: Memory, text: str) -> Optional[str]:
    """那我妈呢 put in full, where it may be asked whether she comes along: after a verdict, within
    a case, or after an answer about the ways to settle. None where it is no such question."""
    found = _RELATIVE.fullmatch(text.strip())
    if found is None or memory.awaiting == FAMILY:
        return None
    if memory.spoke == POLICY and memory.clause not in _settling(library):
        return None
    in_talk = memory.stated or memory.gathering or memory.spoke == POLICY
    if not in_talk or (found["pronoun"] and memory.subject is not None):
        return None
    return _MAY_COME.format(who=_WHOEVER if found["pronoun"] else found["who"])


def other_case(state: State, answered: bool, text: str, read: Read) -> Optional[Reading]:
    """Reads 租的呢 as a supposition where what it says is known otherwise and was not asked."""
    found = _OTHER_CASE.fullmatch(text.strip())
    if found is None or answered:
        return None
    told = read(text).facts
    known = [f for f, value in told.items() if state.facts.get(f) not in (None, value)]
    if not known or FAMILY in told:
        return None
    return Reading(supposed=dict(told))


def supposition(
    library: Library, state: State, awaited: Optional[str], text: str, read: Read
) -> Optional[Reading]:
    """Reads 那我买套房呢 as a supposition, where there is a case that it would change.

    After a policy answer only somebody's own case is meant; 那租房的呢 goes on asking.
    """
    found = _SUPPOSITION.match(text.strip())
    told = found and (_ASKING.search(found["case"]) or _CONFIRMED.search(found["case"]))
    told = told or _IS_SO.match(text.strip())
    if found is None or told or not state.facts:
        return None
    own = bool(_OWN.search(found["case"]))
    if not own and (awaited is not None or state.memory.spoke in (None, POLICY, CHOICE)):
        return None
    case = _IF.format(case=found["case"])
    reading = read(case)
    supposed = all_supposed(library, case, reading, read)
    if not supposed:
        return None
    return replace(reading, supposed=supposed, facts={}, questions=(), subject=None)


def _settling(library: Library) -> set[str]:
    rules = library.local.rules
    return {rules.family.clause, *(route.clause for route in rules.routes)}
