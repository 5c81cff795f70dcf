"""Messages taken for something else that plainly ask of one rule.

黑户能不能解决,给个准话 sounds like a wish to be assessed, 社区六进是啥意思 like not having understood
the question, 推来推去我找谁去 like calling for a person.
"""

from __future__ import annotations

import re

from actions.dialogue.acts import in_words
from actions.dialogue.answers import Answerer
from actions.dialogue.state import State
from actions.dialogue.turn import Heard
from actions.dialogue.weighing import APART, PLAIN

_OF_DATA = re.compile(
    "信息|隐私|个人|资料|存|记|泄|漏|号码|数据|聊天|对话|说的|知道|看到|看见|保密|偷|传|卖|删|外人|身份证|实名|安全"
)
"""Without any of these words nobody asks what becomes of what he said."""
_WHY = re.compile("为(?:什么|啥|何)|干(?:啥|嘛|什么)|问(?:这|我|俺|他|她)|必要|咋还|怎么还|管得着")
"""Without any of these words nobody asks why something was asked."""
_INTERROGATIVE = re.compile(
    "[吗吧么啵不没呢][?？。]*$|[?？]|哪|谁|啥|咋|什么|怎|几|多少|能不能|是不是"
)
_FEW = 5
"""Up to so many characters a remark about the talk cannot be a question about a rule."""
_SOMEBODY = re.compile("[我俺咱他她您恁你]|想|看|帮|判|测|评|查")
"""怎么迁户口 tells of nobody."""
DOUBTFUL = 0.7
"""Below this a wish to be assessed may be a question that sounds like one."""
_YIELDING = frozenset({"ask_basis", "repeat", "simplify", "greet", "acknowledge", "goodbye"})
"""Acts that give way to a plain question about a rule."""


def is_alone(state: State) -> bool:
    """Whether nothing was said yet that 能办吗 could be about."""
    memory = state.memory
    return not (state.facts or memory.clause or memory.gathering or memory.stated)


def is_bare_word(answerer: Answerer, heard: Heard, state: State) -> bool:
    """Whether the message is but a word that may mean several things, and so tells nothing."""
    return answerer.several(heard.text, state.memory, is_alone(state)) is not None


def asks_of_a_rule(answerer: Answerer, heard: Heard, state: State, asked: bool) -> bool:
    """Whether the message asks of one rule, whatever else it was taken for; or is but a word that
    may mean several.

    ``asked``: a question of ours is open, which it may be about.
    """
    main, text = heard.acts.main, heard.text
    if not asked and is_bare_word(answerer, heard, state):
        return True
    if main in _YIELDING and answerer.believed(text, state.memory, heard.acts.states):
        return not answerer.weighing.outside(text)  # 听说要满五年
    if main == "start_assessment":
        doubtful = heard.acts.confidence < DOUBTFUL and bool(heard.reading.questions)
        return doubtful and (answerer.weighing.names_route(text) or not _SOMEBODY.search(text))
    if main == "ask_privacy" and not _OF_DATA.search(text):
        return not answerer.weighing.outside(text)  # 地会不会给收走
    if not _yields(main, text) or len(text) <= _FEW:
        return False
    of_the_question = main == "simplify" and asked and answerer.weighing.about_settling(text)
    likely_open = APART if main == "request_human" else PLAIN  # 能先打电话预约个号吗
    return answerer.weighing.plainly_asks(text, likely_open) and not of_the_question


def _yields(main: str, text: str) -> bool:
    if main == "ask_why":
        return not _WHY.search(text)
    if main == "request_human":
        return not in_words(main, text)
    if main == "unclear":
        return _INTERROGATIVE.search(text) is not None  # 俺这小院面积小,不碍事吧
    return main in _YIELDING
