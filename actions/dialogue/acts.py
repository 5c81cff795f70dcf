"""What a message does. The classifier proposes; what was read and what was asked decide.

The acts are the intents of the NLU model. A message may do two things at once: state facts and
ask a question. ``Acts`` then has both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Mapping, Optional

from actions.reading import Reading

ASK = frozenset({"ask_policy", "out_of_scope"})
"""Both are questions; the topics of the documents decide which of them are covered."""

META = frozenset(
    {
        "start_over",
        "pause",
        "request_human",
        "repeat",
        "simplify",
        "ask_summary",
        "ask_basis",
        "ask_why",
        "ask_privacy",
        "ask_identity",
        "complain",
        "greet",
        "thanks",
        "goodbye",
        "acknowledge",
    }
)
"""Acts about the talk itself, which need no fact and no clause."""

STATING = frozenset({"inform", "correct", "affirm", "deny", "dont_know", "decline"})

SURE = 0.5
"""An act about the talk is taken only when it is at least this likely."""
SURE_QUESTION = 0.7
"""A message that states facts without a question's form asks as well from this likelihood on."""
MANY = 4
"""Who states so many facts and asks nothing in words tells a case."""
QUESTION_WHILE_ASKED = 0.55
"""While a question is open, an unmarked message counts as a question from this likelihood on."""
WANTED = 0.3
"""Facts with a question want a verdict from this likelihood on, whatever else they may ask."""


@dataclass(frozen=True)
class Acts:
    """``main`` is an intent or "unclear"; ``states`` facts come along; ``asks`` a question too.

    ``outside`` is how likely the message is about something else altogether, 0 to 1.
    """

    main: str
    states: bool
    asks: bool
    confidence: float
    outside: float = 0.0


def decide(
    acts: Mapping[str, float],
    reading: Reading,
    text: str,
    awaiting: Optional[str] = None,
    assessed: bool = False,
    answered: bool = False,
) -> Acts:
    """What the message does, given the question it may answer.

    ``text``: the message, for the words without which an act is not believed beside facts.
    ``assessed``: the applicant has given facts before, so that a supposition is a what-if.
    ``answered``: the message answers the open question, so that little else can be meant by it.
    """
    decided = _decide(acts, reading, text, awaiting, assessed, answered)
    return replace(decided, outside=acts.get("out_of_scope", 0.0))


def _decide(
    acts: Mapping[str, float],
    reading: Reading,
    text: str,
    awaiting: Optional[str],
    assessed: bool,
    answered: bool,
) -> Acts:
    states = bool(reading.facts or reading.retracted)
    answers = states or bool(reading.unknown or reading.declined)
    asking = sum(acts.get(act, 0.0) for act in ASK)
    top, chance = _top(acts)
    if _doubtful(top, chance, answers) and not in_words(top, text):
        acts = {act: likely for act, likely in acts.items() if act != top}
        top, chance = _top(acts)

    if reading.supposed and not states and (assessed or awaiting):
        return Acts("what_if", False, False, acts.get("what_if", 0.0))
    gives_way = (answers and top in _WEAK_META) or (answered and top not in _STRONG_META)
    if top in META and chance >= SURE and not gives_way:
        return Acts(top, states, bool(reading.questions), chance)
    asks_policy = acts.get("ask_policy", 0.0)
    few = len(reading.facts) < MANY
    denies = (assessed or awaiting or text[:1] in _I) and _DENIAL.match(text.strip())
    asks = not (answered or denies or reading.questions) and asks_policy >= SURE_QUESTION
    if states and few and asks:
        return Acts("ask_policy", states, True, asks_policy)
    if answers and not reading.questions:
        main = "correct" if reading.corrects else _stated(reading, awaiting, states)
        if top == "start_assessment" and states:
            main = "start_assessment"
        return Acts(main, states, False, chance)
    if reading.questions:
        wants = acts.get("start_assessment", 0.0)
        wanted = wants > asking or (states and wants >= WANTED)
        if wanted and wants > acts.get("what_if", 0.0):
            return Acts("start_assessment", states, states or wants < SURE_QUESTION, wants)
        if top == "other_case" and not states:
            return Acts("other_case", False, True, chance)
        return Acts("ask_policy", states, True, asking)
    if awaiting:
        if max(acts.get(act, 0.0) for act in ASK) >= QUESTION_WHILE_ASKED:
            return Acts("ask_policy", states, True, asking)
        if top in ("other_case", "start_assessment", "what_if") and chance >= SURE:
            return Acts(top, states, False, chance)
        return Acts("unclear", states, False, chance)
    if asking >= chance or top in ASK:
        return Acts("ask_policy", states, True, asking)
    if top in META:
        return Acts(top, states, False, chance)
    if top in STATING:
        return Acts("unclear", states, False, chance)
    return Acts(top, states, False, chance)


_I = frozenset("我俺咱")
_DENIAL = re.compile(
    "^[我俺咱]?(?:也|还|都|可|又|从来?|现在)*(?:不(?!是|行|能|让|用)|没(?:有)?)[^,，。?？吗么呢嘛咋怎啥能行]{1,6}[了过的]?[。!！]?$"
)
"""不创业, 我没当老师: told, and no question about it."""
_WEAK_META = frozenset(
    {"greet", "thanks", "acknowledge", "complain", "ask_summary", "ask_basis", "repeat"}
)
"""Acts that give way when the same message answers or states something."""
_STRONG_META = {
    "start_over": re.compile(
        "重(?:新(?![装粉盖刷租买找签修翻建考嫁娶])|[来头起开填问弄算说测录置做打])|从(?:头|新|0|零)|另[起来开]|清(?:空|掉|零|除|干净|了清了)|归零"
        "|[作坐]废|不[作算]数|不算了|推[倒翻]|再[来整问](?:一)?[遍回次便]|删|抹|划了|撕|一笔勾销|翻篇"
        "|(?:前|先|刚|上)[头面才刚]?[^,。]{0,6}(?:不要|不认|甭要|别要|白说|清了|扔)|第一(?:步|样|题|个问)|(?i:reset|clear|redo|restart)"
        "|打头|根儿?上|回到[^,。]{0,4}(?:开|初|原)|最(?:开[始头]|初)|新开|规零|练习|^不算|不算术"
    ),
    "request_human": re.compile(
        "人工|真人|活人|转(?:人|接|专|rg)|接(?:人|通)|坐席|客服|工作人员|办事员|管事|领导|主任|干部|负责|值班|专人|电话(?!预约)|热线"
        "|(?:找|叫|喊|请|换|派|让|给|有没有)[^,。]{0,6}(?:人|同志|师傅|姑娘|闺女|小伙|老师|民警|片警|头儿?)[^,。]{0,4}(?:说|聊|谈|讲|唠|拉|啦|来|接|听|回)"
        "|(?:跟|和|与|同)(?:个|一个|你们)?(?:真|活|大活)?人(?:直接|当面)?(?:说|聊|谈|讲|唠|拉|啦|对话|通话)|机器"
    ),
}
"""Acts that stand even beside the answer to the open question, where these words say so: 转业军人
and 都交清了 look like 转人工 and 清空 to the classifier, and starting over forgets the whole case."""
_PUTTING_OFF = {
    "pause": re.compile(
        "先|等(?!着[^我俺,，。]{2,})|停|歇|[改过][天日]|回头|明[天早儿日]|赶明|晚点|晚些|晚上|下[次回午班车]|稍|暂|搁|放|存|挂起?|缓|打住|且住"
        "|[不别莫甭](?:必|要|用)?(?:再)?(?:追)?(?:问|说|弄|聊|整|填|办|门)|到(?:这|此|着)|失陪|抱歉|累|困|午休|中场|休|战停|忙|收摊"
        "|再(?:来|说|聊|问|摆|看|接|继|弄)|我(?:先)?去|老板来|[没木]电|到点|回来|(?i:brb|hold|stop|continue)"
    ),
    "goodbye": re.compile(
        "[再回]见|再[会會叙联]|拜|告辞|别过|失陪|慢走|走[了喽啦人]|先走|撤|溜|挂|下了|下班|下线|退出|结束|散了|撂|晚安|睡了|打扰|回聊"
        "|[祝敬]|不[啦讲说聊问]|没有?(?:别的|其他|问题|什么)|去[了做接忙开上]|回[头去]|改[天日]|下[次回]|到(?:这|此)|就这|忙|8[86]|(?i:bye|see)"
    ),
    "decline": re.compile(
        "不(?:太|大|想|愿|便|方便|能|肯|可|用|好|必|该|要|得)?(?:意|想)?[^,，。]{0,3}(?:说|讲|答|填|告|透|提|录|写|谈|摆|奉|问|啦|回|打|传|往外|管)"
        "|[别莫甭免略](?:过|了|去|问|打|揭|提|管|瞎|查|$|[~。 ])|跳|下一|保密|隐私|私[事密]|拒|沉默|纪律|空置|保留|换一?个|没必要|恕|(?i:pass|skip)"
        "|管得着|管不着|关你|凭(?:什么|啥)|问这(?:个)?干|没(?:义务|必要)"
    ),
}
"""Acts that put the talk or a question off. They are believed only in their own words: 今天挺好的 and
随便吧 look like them to the classifier."""
_NAMED = {
    "ask_why": re.compile(
        "为|干[啥嘛什]|[问要]这|必要|[咋怎]|有(?:啥|什么)?(?:用|关)|关系|管|凭|原因|理由|道理|意义"
    ),
    "ask_privacy": re.compile(
        "信息|隐私|个人|资料|存|记|泄|漏|号码|数据|说的|知道|看[到见]|保密|偷|传|卖|删|安全"
    ),
    "ask_identity": re.compile("[你您恁]|谁|机器|人工|智能|真人|单位|(?i:ai)"),
    "simplify": re.compile(
        "简单|简短|[懂明白]|通俗|白话|大白|人话|复杂|绕|直白|意思|短|细|掰|解释|浅|土话|文绉"
    ),
}
"""Acts that beside facts or an answer are believed only where the message names what they are about."""


_WORDS = {**_STRONG_META, **_PUTTING_OFF, **_NAMED}


def in_words(act: str, text: str) -> bool:
    """Whether the message says in so many words what the classifier takes it for."""
    return _WORDS[act].search(text) is not None


def _doubtful(act: str, chance: float, answers: bool) -> bool:
    """Whether an act needs its own words to be believed."""
    if act in _STRONG_META and act != "start_over":  # 屋子重新装修过 must not forget the case
        return answers or chance < SURE
    return act == "start_over" or act in _PUTTING_OFF or (answers and act in _NAMED)


def _top(acts: Mapping[str, float]) -> tuple[str, float]:
    if not acts:
        return "unclear", 0.0
    return min(acts.items(), key=lambda item: (-item[1], item[0]))


def _stated(reading: Reading, awaiting: Optional[str], states: bool) -> str:
    if states:
        return "inform"
    if awaiting in reading.declined:
        return "decline"
    return "dont_know"
