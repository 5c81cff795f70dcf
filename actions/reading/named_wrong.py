"""当兵那个说错了: a fact named as told wrongly. The words state nothing of it, and what follows them
answers the question about it, whatever else is open: 毕业那个说错了,我是高中; 执照那个填错了,没有.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Sequence

from actions.reading.clause import TOLD, Clause
from actions.reading.patterns import compiled

OPENS = "(?:不对|不是|不好意思|对不起|哎|唉|哦|那个|这个|我|俺|咱|刚才|刚刚|刚|前面|上面|先前|之前|那会儿?|有一?[点处个])*"
POINT = (
    "(?:那个|这个|那里|那儿|那块|那条|那项|那事|的事|一项|那一?[条项点句]|这一?[条项点块句])?的?"
)
WRONG = (
    "(?:是|我|俺|给|也|好像|可能)*"
    "(?:说|记|弄|搞|讲|填|报|算|答|写|选|点)(?:的)?(?:是)?(?:错|岔|差|反|串|混|得?不对)(?:了|啦|咧|的)*"
)
SAID_WRONG = OPENS + "(?P<what>[^,。!?错]{0,10}?)" + POINT + WRONG
_NAMED = compiled(
    f"^{OPENS}(?P<what>没户口|[^,。!?错\\d没不别了过着啊把给让]{{1,8}}?)(?:(?P<point>{POINT}){WRONG}|(?:那个|那[条项块点事]|那一[条项点])(?:不对|不是|错了))"
)
_RECKONED = compiled("[报算]")  # 税报错了 tells of a mistake elsewhere
TOPICS = (
    ("social_insurance", compiled("社保|保险|养老")),
    ("taxes_paid", compiled("税")),
    ("business_license", compiled("照")),
    (
        "rental_months",
        compiled(
            "租(?:房)?(?:的)?(?:时间|年限|多久|时长|几年)|住了?多久|住的?时间|时间|年限|月数|几年|多久"
        ),
    ),
    ("business_months", compiled("开了?多久|经营|时间|年限|月数|几年|多久")),
    ("rental_complete_unit", compiled("整套|整租|单间")),
    ("housing", compiled("房|楼|租")),
    ("job_area", compiled("(?:上班|单位|厂|公司|工作)的?(?:地方|地点|地址|位置|在哪)")),
    ("business_area", compiled("(?:店|门面|铺|生意)的?(?:地方|地点|地址|位置|在哪)")),
    ("residence_area", compiled("住|地方|社区|地址|哪一?片|位置")),
    ("stable_job", compiled("工作|上班|单位|合同")),
    ("business_premises", compiled("门面|铺面|门头|场所")),
    ("business", compiled("生意|店|买卖|经商")),
    ("graduate_local_origin", compiled("生源")),
    ("graduate", compiled("毕业|学历|文凭|上学|念书")),
    ("veteran_placed", compiled("安置")),
    ("veteran", compiled("当兵|退伍|参军|退役|转业|军人")),
    ("laid_off", compiled("下岗|空挂|失业")),
    ("no_hukou", compiled("户口")),
    ("spouse_employer", compiled("爱人|对象|媳妇|老婆|老公")),
)
"""By which words the facts are named; of two that a word fits, the one known is meant."""
_YES_OR_NO = frozenset(
    {
        "graduate",
        "graduate_local_origin",
        "veteran",
        "veteran_placed",
        "laid_off",
        "no_hukou",
        "business_license",
        "business_premises",
        "taxes_paid",
        "business",
        "rental_complete_unit",
    }
)


def named_wrong(
    clauses: Sequence[Clause], known: Mapping[str, Any]
) -> tuple[str | None, list[Clause]]:
    """The known fact that the message says was told wrongly, and the clauses without these words."""
    for number, clause in enumerate(clauses):
        found = _NAMED.match(clause.text) if clause.mode == TOLD else None
        if found is None or (not found["point"] and _RECKONED.search(found.group())):
            continue
        fact = next(
            (fact for fact, topic in TOPICS if fact in _YES_OR_NO and topic.search(found["what"])),
            None,
        )
        if fact is None:
            continue
        end = found.end()
        rest = replace(clause, text=clause.text[end:], start=clause.start + end)
        kept = [*clauses[:number], *([rest] if rest.text else []), *clauses[number + 1 :]]
        return (fact if fact in known else None), kept
    return None, list(clauses)
