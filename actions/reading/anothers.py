"""Words that give what was told before to somebody else: 我说有执照,那是我爸的."""

from __future__ import annotations

from typing import Sequence

from actions.reading.claims import told_of_others
from actions.reading.clause import Clause
from actions.reading.patterns import compiled
from actions.reading.polarity import YES, bare
from actions.reading.rules import matches
from actions.reading.slate import Slate
from actions.reading.tagged import expand

_THAT_IS_THEIRS = compiled(
    expand(
        "^(?:等等|等下|等一下|不对|不是|错了|哦|噢|啊|呃|哎|,| )*(?:可|其实|不过|但|说的)*(?:那|这)(?:个|些|套|间|本|张)?(?:其实|都|可|才|应该)?是"
        "(?:<kin>|<person>)(?:们)?(?:家)?(?:自己)?的(?:名(?:字|下)?|执?照|证|房子?|店|生意|公司)?$"
    )
)
_WAIT = compiled("(?:等等|等下|等一下|不对|不是|错了|说错了?|[哦噢啊呃哎唉嗯])+(?:[啊呀了])*")
"""Said between what was told and whose it is: 有照,等等,那是俺弟的照."""
# What a person can have that may turn out to be another's: yes-or-no facts, and others
_YES_OR_NO = ("business", "business_license", "business_premises", "veteran", "graduate")
_OTHER = ("business_area", "housing")

NOT_ME = compiled(
    "^(?:那|这|其实|可|但|说错了?|错了|店|生意|公司|厂子?)*(?:并)?不是(?:我|俺|咱)(?:自己|本人)?(?:[开做办弄](?:的店?)?|的)?$"
)
"""不是我, said of what may be told of another in the next clause."""


def theirs_alone(clause: Clause, after: Clause, *, of_job: bool = False) -> list[str]:
    """不是我,是我对象开的店: the yes-or-no facts that ``after`` tells of another, where ``clause``
    says that they are not the speaker's; ``of_job``: a job is what was asked or told before."""
    if NOT_ME.match(clause.text) is None:
        return []
    at_work = of_job and any(
        match.fact == "stable_job" and match.value is True for match in matches(after.text)
    )
    others = [fact for fact in told_of_others(after) if fact in (*_YES_OR_NO, "laid_off")]
    return [*others, "stable_job"] if at_work else others


# 稳定工作的是我老公不是我, 当兵的不是我是我爸: whose a thing is, and that it is not the speaker's
_HIS_NOT_MINE = compiled(
    expand(
        "^(?:等等|那|这|其实|可|但|哦|啊)*(?P<what>[^,]{1,12}?)的(?:人|那个|那位)?(?:"
        "(?:就|才|都)?是(?:<kin>|<person>)(?:们)?[ ]?(?:并|可|又|而)?不是(?:我|俺|咱)|"
        "(?:并|可|又)?不是(?:我|俺|咱)(?:自己|本人)?(?:$|[ ]?(?:而)?是(?:<kin>|<person>|他|她)))"
    )
)
_WHAT = {
    "stable_job": compiled("工作|上班|单位|编制|正式工"),
    "business": compiled("生意|买卖|开店|开[^,]{1,4}(?:店|馆|厂)|经商|公司|个体"),
    "veteran": compiled("当(?:过|的)?兵|退伍|转业|复员|退役|军人"),
    "laid_off": compiled("下岗|失业|辞职|空挂"),
    "graduate": compiled("毕业|大学|大专|中专|本科"),
    "no_hukou": compiled("(?:没|无)(?:有)?(?:上)?户口|黑户"),
}
_NEGATED = compiled("没|不|无|未")
# 不是我开的店,是我弟开的
_NOT_I = compiled(
    "^(?:那|这|其实|可|但|哦|啊)*(?:并)?不是(?:我|俺|咱)(?:自己|本人)?(?P<what>[^,没不]{1,8})$"
)
_BUT_HE = compiled(
    expand("^(?:那|而|其实|就|都|才)*是(?:我|俺|咱)?(?:们)?家?(?:<kin>|<person>|他|她)")
)


def not_mine(clause: Clause, after: Clause | None) -> list[str]:
    """稳定工作的是我老公不是我; or 不是我当兵, where ``after``, the next clause, says who it was: the
    yes-or-no facts that the clause denies of the speaker."""
    he = after is not None and _BUT_HE.match(after.text) is not None
    found = _HIS_NOT_MINE.match(clause.text) or (_NOT_I.match(clause.text) if he else None)
    if found is None:
        return []
    what = found["what"]
    return [
        fact
        for fact, words in _WHAT.items()
        if words.search(what) and (fact == "no_hukou" or not _NEGATED.search(what))
    ]


def holds_of_me(fact: str, text: str) -> bool:
    """Whether what was told of somebody else is so of the speaker, too: 他下岗了,我没有.

    Of 我弟没户口 我有 says the contrary, and 我也没有 the same.
    """
    yes = bare(text) == YES
    return not yes if fact == "no_hukou" and "有" in text else yes


_IT_WAS_HE = compiled(
    expand(
        "^(?:[哦噢啊呃哎唉诶嗨]|不对|不是|错了|说错了?|可|其实|不过|但|,| )*(?:那|这|说的|当的|干的)?(?:其实|都|可|才|应该)?是"
        "(?:我|俺|咱)?(?:们)?家?(?:<kin>|<person>)(?:当|干|上|开|做|办|下|的|过|了|事|那会儿?)*$"
    )
)


def handed_on(undone: Sequence[str], clause: Clause, *, ours: bool) -> list[str]:
    """不对,那是我哥: of what was just taken back, what the clause says to be another's."""
    return [] if ours and not _IT_WAS_HE.match(clause.text) else list(undone)


def give_away(slate: Slate, clauses: Sequence[Clause], number: int) -> list[str]:
    """那是我爸的: takes back what the clause before told; the yes-or-no facts so given away."""
    if not _THAT_IS_THEIRS.match(clauses[number].text):
        return []
    before = number - 1
    while before > 0 and _WAIT.fullmatch(clauses[before].text):
        before -= 1
    told = [
        fact
        for fact in (*_YES_OR_NO, *_OTHER)
        if slate.facts.get(fact) and slate.clause_of.get(fact) == before
    ]
    for fact in told:
        slate.facts.pop(fact)
    return [fact for fact in told if fact in _YES_OR_NO]
