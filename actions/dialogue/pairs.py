"""Questions that set the case in hand beside a relative's: which of us two may settle, and what
would be if my brother came to work here.

A supposition about somebody else never touches the applicant's verdict: it is assessed by itself.
"""

from __future__ import annotations

from typing import Any

from actions.dialogue.calling import family_lines
from actions.dialogue.followups import because
from actions.dialogue.gather import FAMILY
from actions.dialogue.relatives import kin_named
from actions.dialogue.state import Reply, State
from actions.dialogue.turn import Turn
from actions.dialogue.verdict import in_short, of_own_ways
from actions.eligibility import assess
from actions.reading.patterns import compiled
from policy_kb.text import normalize

_SHORT = 24
_WHICH = compiled(
    "(?:[我俺咱](?:们|自己)?[跟和与同](?P<one>[^,，。?？ ]{1,5}?)|(?P<other>[^,，。?？ ]{1,5}?)[跟和与同][我俺咱](?:自己)?|(?:[我俺咱]们?)(?:俩|两个?人?|两口子))"
    "(?:俩|两个?人?)?(?:到底|究竟|这|里|中|现在|照这样|应该|该|,| )*(?:谁|哪个|哪一个)(?:的)?(?:来|去|先|更|才|能|可以|算|符合|够|条件|办|落|申请|合适|行|中|好)+"
)
"""到底我跟他谁能落."""
_IF = "(?:要是|如果|假如|假使|倘若|若是|万一)"
_HIS = compiled(
    f"(?:[他她](?:们|自己)?|(?P<who>[^,，。?？ ]{{1,5}}?))(?:将来|以后|也|真|自己)*{_IF}|{_IF}(?:将来|以后|让|叫|是)?(?:[他她](?:们|自己)?|(?P<who2>[^,，。?？ ]{{1,5}}?))(?=来|去|在|也|自己|以后|将来|到|买|租|找|开|干|做|交)"
)
_SUPPOSING = "要是"
_WITH_ME = compiled("[跟和与同随][我俺咱]|[把让叫](?:他|她)|一(?:起|块)")


def which_of_us(state: State, text: str) -> bool:
    """Whether a message asks which of two may settle, himself or a relative."""
    said = normalize(text).strip()
    found = _WHICH.search(said)
    if found is None or len(said) > _SHORT or not state.facts:
        return False
    who = found["one"] or found["other"]
    return who is None or who in ("他", "她") or kin_named(who)


def supposition_of_another(state: State, text: str) -> str:
    """What is supposed of a relative beside the case at hand (他要是来这打工呢), put without naming
    him, to be read as a case of its own; nothing where the supposition is about the applicant."""
    said = normalize(text).strip()
    found = _HIS.search(said)
    if found is None or _WITH_ME.search(said):
        return ""
    who = found["who"] or found["who2"]
    of_him = state.memory.subject is None if who is None else kin_named(who.lstrip("那我俺咱的"))
    return f"{_SUPPOSING}{said[found.end() :]}" if of_him else ""


_BRINGS = compiled(
    "(?:那|要是|如果|等|我|俺|他|她|他们|她们|以后|将来|过几天|过一阵|下个?月|明年|年后|年底|马上|就|也|再|先|把|让|叫|都|,| )*"
    "(?:接|搬|叫|领|带|挪)(?:过|回)?来(?:了)?(?:再)?(?:和|跟|与|同)?(?:我|俺|咱)?(?:们|家)?(?:这|这儿|这边)?(?:一起|一块儿?|一道|同)?(?:来)?(?:住)?(?:着|了|到一起|在一起|一起|一块)*"
    "(?:的话)?(?:是不是|就|才|也)*(?:能|可以|行|成|中|算)*(?:了)?(?:呢|嘞|哩|吗|不|么|吧|啊)*[?？。!！]*"
)
"""要是我把她接来一块住呢, 她下个月就搬来跟我住: yet to come, and asked of whether they then may."""


def brought_here(state: State, text: str) -> list[dict[str, Any]]:
    """The relatives spoken of, living together as the message supposes; none where it does not."""
    said = normalize(text).strip()
    if "住" not in said or len(said) > _SHORT or not _BRINGS.fullmatch(said):
        return []
    about = state.memory.relatives or state.facts.get(FAMILY) or []
    return [{**one, "living_together": True} for one in about]


def of_us_two(turn: Turn) -> list[Reply]:
    """Who of the two: the one that meets a way; the applicant's own standing in short."""
    words, library, memory = turn.words, turn.library, turn.memory
    clause = library.local.rules.family.clause
    assessment = assess(library, turn.state.facts, turn.as_of)
    name = f"{words.say('name_' + assessment.verdict)}。"
    own = in_short(library, assessment, words) if assessment.met else name
    lines = [words.say("two_of_us", clause=clause, verdict=own)]
    if not assessment.met:
        lines.extend(line for line in of_own_ways(assessment, words) if line not in lines[0])
    lines.append(words.say("two_of_us_other"))
    memory.basis, memory.clause, memory.point = [clause], clause, None
    return [Reply("answer", "\n".join(lines), (), (library.citation(clause),))]


def of_another(turn: Turn) -> list[Reply]:
    """What the supposed case of somebody else amounts to, by itself."""
    words, library = turn.words, turn.library
    supposed = {f: v for f, v in turn.reading.supposed.items() if f != FAMILY}
    then = assess(library, supposed, turn.as_of)
    changes = "、".join(f"{words.label(f)}：{words.value(f, v)}" for f, v in supposed.items())
    lines = [words.say("his_case", changes=changes)]
    lines.append(words.say(f"name_{then.verdict}") + "。")
    told, clauses = because(then, supposed, words)
    lines.extend(told)
    members = [{k: v for k, v in one.items() if k != "called"} for one in turn.memory.relatives]
    if members:
        with_me = assess(library, {**turn.state.facts, FAMILY: members}, turn.as_of)
        lines.extend(family_lines(with_me, words))
    cited = tuple(map(library.citation, dict.fromkeys(clauses)))
    return [Reply("answer", "\n".join(lines), (), cited)]
