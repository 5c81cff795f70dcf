"""What somebody asks whom a window has sent away: is it wrong, what do I tell them, what if they
refuse again, may I show this.

The answer names the clause that carries his case, the clause that forbids putting obstacles in the
way, and whom to turn to. It judges nobody: whether the window was right depends on the papers.
"""

from __future__ import annotations

from actions.dialogue.state import Memory, Reply
from actions.dialogue.turn import Turn
from actions.dialogue.verdict import leading
from actions.eligibility import assess
from actions.reading.patterns import compiled
from policy_kb.text import normalize

_THEY = "(?:他|她|人家|窗口|那个?人|那边|派出所|办事员|办事的|工作人员|民警|那大姐|那小姑娘|社区)(?:们|的人|的)?"
_SHORT = 26
_WRONG = compiled(
    f"(?:那|就是|这)*(?:说明|就是)?{_THEY}(?:这|那|就|是|说|的|办|讲|弄)*(?:错|瞎说|胡说|乱说|不对|没道理|糊弄|忽悠|故意|刁难|难为)"
)
_TELL = compiled(
    f"(?:该|应该|要|得)?(?:咋|怎么|怎样|如何)(?:去)?(?:跟|和|对|给|同|向){_THEY}(?:说|讲|解释|掰扯|争|理论)"
    f"|(?:跟|和|对|给|同|向){_THEY}(?:该|应该|要|得)?(?:咋|怎么|怎样|如何)(?:说|讲|解释|掰扯|争|理论)"
)
_AGAIN = compiled(
    f"(?:要是|如果|万一|假如)?{_THEY}(?:要是|如果|万一)?(?:还是|还|再|又|硬|非|就是|死活|要)+(?:说|讲)?(?:是)?(?:不行|不给|不让|不办|不收|不认|拒|推|卡)"
)
_SHOW = compiled(
    f"(?:打印|截(?:个)?(?:图|屏)|抄|存|拿|带|翻)[^,。?]{{0,12}}(?:给|让|拿给)(?:{_THEY})(?:看|瞧|瞅)"
    f"|(?:把|拿)[^,。?]{{0,10}}(?:话|字|条款|文件|这个|这段|聊天)[^,。?]{{0,6}}(?:给|让){_THEY}(?:看|瞧|瞅)"
)
_LINES = (
    ("refused_show", _SHOW),
    ("refused_tell", _TELL),
    ("refused_again", _AGAIN),
    ("refused_wrong", _WRONG),
)


def asked(memory: Memory, text: str) -> bool:
    """Whether a message asks what to do about a refusal, once a case or its rule was told."""
    said = normalize(text).strip()
    if len(said) > _SHORT or not (memory.stated or memory.gathering or memory.clause):
        return False
    return _line(said) is not None


def _line(said: str) -> str | None:
    return next((key for key, pattern in _LINES if pattern.search(said)), None)


def answer(turn: Turn) -> list[Reply]:
    """What to name at the window and whom to turn to, by the case where there is one."""
    words, library, memory = turn.words, turn.library, turn.memory
    key = _line(normalize(turn.heard.text).strip()) or "refused_tell"
    duty = library.local.info.duty_clause
    if turn.state.facts:
        assessment = assess(library, turn.state.facts, turn.as_of)
        yes = bool(assessment.met)
        clauses = [route.route.clause for route in leading(library, assessment)][:1]
    else:
        yes, clauses = False, [memory.clause] if memory.clause else []
    clause = "".join(clauses) or library.local.rules.family.clause
    lines = [words.say(key, clause=clause, duty=duty)]
    lines.append(words.say("refused_yes" if yes else "refused_open", clause=clause, duty=duty))
    if duty:
        lines.append(words.say("refused_turn_to", clause=clause, duty=duty))
    told = list(dict.fromkeys(one for one in (clause, duty) if one))
    memory.basis = told
    return [Reply("answer", "\n".join(lines), (), tuple(map(library.citation, told)))]
