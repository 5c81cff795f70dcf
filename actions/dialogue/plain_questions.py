"""Messages taken for something else that plainly ask of one rule.

黑户能不能解决,给个准话 sounds like a wish to be assessed, 社区六进是啥意思 like not having understood
the question, 推来推去我找谁去 like calling for a person.
"""

from __future__ import annotations

import re

from actions.dialogue.acts import ASK, in_words
from actions.dialogue.answers import Answerer
from actions.dialogue.bare_words import tells
from actions.dialogue.gather import FAMILY
from actions.dialogue.in_the_case import asked_in_the_case
from actions.dialogue.state import State
from actions.dialogue.turn import Heard
from actions.dialogue.weighing import APART, PLAIN
from policy_kb.library import Library

_OF_DATA = re.compile(
    "信息|隐私|个人|资料|存|记|泄|漏|号码|数据|聊天|对话|说的|知道|看到|看见|保密|偷|传|卖|删|外人|身份证|实名|安全"
)
"""Without any of these words nobody asks what becomes of what he said."""
_WHY = re.compile("为(?:什么|啥|何)|干(?:啥|嘛|什么)|问(?:这|我|俺|他|她)|必要|咋还|怎么还|管得着")
"""Without any of these words nobody asks why something was asked."""
_INTERROGATIVE = re.compile(
    "[吗吧么啵不没呢][?？。]*$|[?？]|哪|谁|啥|咋|什么|怎|几|多少|能不能|是不是|还是"
)
_FEW = 5
"""Up to so many characters a remark about the talk cannot be a question about a rule."""
_SOMEBODY = re.compile("[我俺咱他她您恁你]|想|看|帮|判|测|评|查")
"""怎么迁户口 tells of nobody."""
_MAY_I = re.compile(
    "^(?=.*(?:落|迁|行|中|成|资格|条件|戏|门路|希望))[那这我俺他她您帮给看一请问下样种目前现在还能不可以够符合行中成落户"
    "口迁回来进去过得了到条件资格像在类种情况处的们人退休有没戏门路希望算是吗么呢啊呀吧咱底究竟觉说都就才也,， ?？]{2,}$"
)
"""Beside facts or a wish to settle this asks for the verdict and for no rule; the name of the city is left out."""
_MAY_SETTLE = re.compile(
    "(?:能|可以|可不可以|给)(?![^，,?？]*[条件回过去])[^，,?？]{0,6}(?:落|迁|入户)"
)
"""落户有条件吗 asks for the conditions."""
DOUBTFUL = 0.7
"""Below this a wish to be assessed may be a question that sounds like one."""
_YIELDING = frozenset({"ask_basis", "repeat", "simplify", "greet", "acknowledge", "goodbye"})
"""Acts that give way to a plain question about a rule."""

_UNCALLED_FOR = frozenset({"pause", "complain"})
"""Acts that a question in its own form is taken for by a word of theirs (存量增量,先顾哪头)."""
_ORDER = re.compile("还是(?:得|要|该)?(?:等|先|一块|一起).{2,}")
"""A choice of what comes first: what waits here is the matter, not the talk."""
_TAKEN_FOR = frozenset({"other_case", "own_story", "unclear"})
"""What a belief is taken for besides: 他们说落户就得把地交上去."""


def only_may_i(question: str, library: Library) -> bool:
    """Whether a question asks for nothing but the verdict: 那我现在到底行不行."""
    return _MAY_I.match(question.replace(library.local.places.city.name, "")) is not None


def is_alone(state: State) -> bool:
    """Whether nothing was said yet that 能办吗 could be about."""
    memory = state.memory
    return not (state.facts or memory.clause or memory.gathering or memory.stated)


def is_bare_word(answerer: Answerer, heard: Heard, state: State) -> bool:
    """Whether the message is but a word that may mean several things, and so tells nothing."""
    whose = heard.reading.subject is not None and not heard.reading.questions
    if tells_in_short(heard) or whose:
        return False  # 帮我看看我对象的情况
    return answerer.several(heard.text, state.memory, is_alone(state)) is not None


def tells_in_short(heard: Heard) -> bool:
    """Whether a few words tell a fact of oneself (我租房, 俺下岗了) and ask nothing."""
    told = bool(set(heard.reading.facts) - {FAMILY}) and not heard.reading.questions
    return told and tells(heard.text)


def wants_verdict(answerer: Answerer, heard: Heard, state: State) -> bool:
    """Whether 能落户吗 opens the talk: it asks for the verdict and for no rule in particular."""
    fresh = is_alone(state) and state.memory.paused is None
    asks = heard.acts.main in ASK | {"start_assessment"} and not heard.reading.facts
    may_i = _MAY_SETTLE.search(heard.text) is not None
    return fresh and asks and may_i and only_may_i(heard.text, answerer.library)


def of_another_city(heard: Heard) -> bool:
    """Whether what sounds like a wish for a verdict is one to settle elsewhere (去外地落户)."""
    bare = not heard.reading.facts and heard.acts.main == "start_assessment"
    return bare and bool(heard.reading.other_cities)


def asks_of_a_rule(answerer: Answerer, heard: Heard, state: State, asked: bool) -> bool:
    """Whether the message asks of one rule, whatever else it was taken for; or is but a word that
    may mean several.

    ``asked``: a question of ours is open, which it may be about.
    """
    main, text = heard.acts.main, heard.text
    if not asked and is_bare_word(answerer, heard, state):
        return True
    if main in _YIELDING | {"ask_why"} and asked_in_the_case(answerer.library, state, text):
        return True  # 那社保呢, which sounds like asking for the basis
    taken_for = _YIELDING | _TAKEN_FOR | _UNCALLED_FOR
    if main in taken_for and answerer.believed(text, state.memory, heard.acts.states):
        return not answerer.weighing.outside(text)  # 听说要满五年
    if main == "ask_why" and answerer.believed(text, state.memory, False):
        return True  # 为啥要社保, whatever is being asked
    if main == "start_assessment":
        asks = bool(heard.reading.questions) or _INTERROGATIVE.search(text) is not None
        of_words = tuple(text.split()) == heard.reading.questions  # 结业证 落户
        one = len(heard.reading.questions) < 2 or of_words
        alone = asks and one and not heard.reading.facts
        if alone and answerer.weighing.surely_open(text):
            return True  # 手机上能不能把落户办了
        if not heard.reading.questions:
            return False
        return heard.acts.confidence < DOUBTFUL and (
            answerer.weighing.names_route(text) or not _SOMEBODY.search(text)
        )
    if main == "ask_privacy" and not _OF_DATA.search(text):
        return not answerer.weighing.outside(text)  # 地会不会给收走
    if (
        main == "unclear"
        and not asked
        and len(text) > _FEW
        and answerer.weighing.plainly_asks(text)
    ):
        return True  # 我闺女十三了,没户口
    if main == "request_human" and answerer.asks_whom_to_tell(text):
        return True  # 告他们打啥电话
    if not _yields(main, text) or len(text) <= _FEW:
        return False
    if main in _UNCALLED_FOR and (_ORDER.search(text) or answerer.weighing.surely_open(text)):
        return True  # 家里人跟我一天办,还是等我落妥了再办
    if main == "complain" and answerer.asks_for_a_side(text):
        return True  # 一亩才三百,别处都七百,这租金谁定的,气人
    of_the_question = main == "simplify" and asked and answerer.weighing.about_settling(text)
    likely_open = APART if main == "request_human" else PLAIN  # 能先打电话预约个号吗
    return answerer.weighing.plainly_asks(text, likely_open) and not of_the_question


def _yields(main: str, text: str) -> bool:
    if main == "ask_why":
        return not _WHY.search(text)
    if main == "request_human":
        return not in_words(main, text)
    if main == "unclear" or main in _UNCALLED_FOR:
        return _INTERROGATIVE.search(text) is not None  # 俺这小院面积小,不碍事吧
    return main in _YIELDING
