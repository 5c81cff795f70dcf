"""What somebody tells of himself that is neither a fact of the table nor a question.

爹早没了,娘的户口本在村里 looks to the classifier like the cases of others that people bring up
(我同事租房都落上了). Only those are told that no case is like another: they name somebody who is not
of the speaker's household, and what became of him. One's own story is taken calmly, and the talk
goes on. So is shame, which wants a kind word and no apology.
"""

from __future__ import annotations

from actions.dialogue.acts import Acts
from actions.dialogue.state import Reply
from actions.dialogue.turn import Turn
from actions.eligibility import assess
from actions.reading.kin_mentions import find_strangers, find_those_around
from actions.reading.patterns import compiled
from policy_kb.text import normalize

_ANOTHER = compiled(
    "别人|旁人|人家|有人|有(?:个|一个|一家|一对|一位|俩|两个|不少|好些|好多)|好几个|几个|那(?:个|家|对|谁|俩|两口|位|小)|谁谁|谁家"
    "|邻|隔壁|楼[上下]|对门|对面|前街|后街|街坊|同(?:事|学|村|乡|院|单位|一个|批)|工友|战友|室友|舍友|病友|网友|朋友|闺蜜|哥们|姐们|老乡|班长|组长|老板|房客|租户|住户|学[姐长弟妹]|博主|群里|网上|论坛|来电|前例"
    "|(?:村|庄|厂|单位|社区|楼|院|班)(?:里|上|头|东头|西头)?(?:的|好|都|也|[一二三四五几两])|[他她]们(?!俩)|上一|工单|一个宿舍|一块(?:干活|跳舞|打工|上班)的"
    "|[弟哥姐妹嫂姨舅姑叔伯婶侄甥表堂]|亲戚|亲家|大爷|大妈|大娘|小伙|两口子"
)
"""Somebody outside the speaker's own household."""
_BECAME = compiled(
    "落|迁|上(?:了|的)?户|户口|办|批|退回|转|解决|地|断|退|进(?:了)?城|念|买|成了|没成|单位"
)
"""What became of him."""
_OWN = compiled(
    "[我俺咱](?!们?(?:厂|社区|单位|村|庄|楼|班|宿舍|院))|爹|娘|爸|妈|父|母|媳妇|老婆|老公|对象|爱人|丈夫|孩子|儿子|闺女|女儿|娃|家里|家中|从小|打小"
)
_LIFE = compiled(
    "走得早|去世|过世|不在了|早没了|改嫁|离(?:了)?婚|后(?:娘|妈|爹|爸)|拉扯|跟着[^,]{1,4}(?:长大|过)|从小|打小|小时候|那(?:会儿?|时候|年头)|家里穷|没(?:上|念)过学|没人(?:管|问|疼)|命苦|孤儿|讨饭|一辈子"
)
"""What people tell of their lives, where a clause has nothing to say to it."""
_WANTS = compiled(
    "哪|谁|啥|咋|什么|怎|多少|多久|几[天年个月]|[帮给替教](?:个忙|一下|[我俺咱])|[你您恁]"
)
"""Whoever asks or wants something done (离婚协议书帮我起草一份) does not merely tell."""
_SHAME = compiled(
    "丢(?:死)?人(?!了吗现眼)|丢脸|没脸(?!色)|抬不起头|(?:怕|让|叫)(?:人|人家|别人)(?:笑|看不起|瞧不起|戳)|笑话(?:我|俺)|害臊|臊得|臊的慌|寒碜|难为情|见不得人|不光彩"
    "|低人一(?:等|头)|张不开(?:嘴|口)|(?:不好意思|没法)(?:说出口|开口|往外说|跟人说)|说出(?:来|去|口)(?:都|也)?(?:不好听|丢|寒碜|没人信)"
)
"""丢人不, 说出来怕人笑话."""
_ASHAMED_ONLY = compiled("丢|脸|笑|臊|寒|抬|光彩|低人|开口|出口|好听")
_REFERRED = "referred"


def compares(text: str) -> bool:
    """Whether somebody else's case is told, with what became of it."""
    said = normalize(text)
    named = _ANOTHER.search(said) or find_strangers(said) or find_those_around(said)
    return bool(named) and _BECAME.search(said) is not None


def of_oneself(text: str) -> bool:
    """Whether a message tells of the speaker or his household, and compares with nobody."""
    return not compares(text) and _OWN.search(normalize(text)) is not None


def of_a_life(turn: Turn) -> bool:
    """Whether a message that no clause answers tells of one's life and asks nothing (俺爹走得早)."""
    text = normalize(turn.heard.text)
    told = not turn.reading.questions and not text.endswith(("?", "吗", "不", "呢"))
    told = told and _OWN.search(text) is not None and not _WANTS.search(text)
    return told and _LIFE.search(text) is not None and not compares(text)


def ashamed(text: str) -> bool:
    """Whether the speaker is ashamed of his case, which whoever asks of others is not
    (外来的孩子会不会低人一头)."""
    said = normalize(text)
    return _SHAME.search(said) is not None and _OF_OTHERS.search(said) is None


_OF_OTHERS = compiled("^[^我俺咱]*(?:会不会|是不是|能不能)[^,。?]{0,4}(?:低人|笑话|看不起|瞧不起)")
_ASKED = 0.8
"""Below this confidence a message without any word of asking is not taken for a question."""
_ASKING_ENDS = ("?", "吗", "么", "不", "呢", "没")
_ANGRY = 0.6
"""Below this confidence somebody who tells of his family's lot is not taken to complain."""


def as_told(acts: Acts, text: str) -> Acts:
    """The acts, where what was taken for the case of another, hardly for a complaint, or without
    any word of asking for a question, is one's own story."""
    said = normalize(text)
    asks_nothing = not _WANTS.search(said) and not said.endswith(_ASKING_ENDS)
    doubtful = acts.main == "ask_policy" and acts.confidence < _ASKED and asks_nothing
    if doubtful and not acts.states and _LIFE.search(said) and of_oneself(text):
        return Acts("own_story", False, False, acts.confidence, acts.outside)
    hardly = acts.main == "complain" and acts.confidence < _ANGRY
    taken = acts.main == "other_case" or (hardly and _LIFE.search(said) is not None)
    own = taken and not acts.asks and of_oneself(text)
    return Acts("own_story", acts.states, False, acts.confidence, acts.outside) if own else acts


def asks_beside(questions: tuple[str, ...]) -> bool:
    """Whether more is asked than whether it is a shame."""
    return any(not _ASHAMED_ONLY.search(normalize(question)) for question in questions)


def calm(turn: Turn) -> list[Reply]:
    """That it was heard; the talk about the case begins, or goes on where it stands."""
    memory = turn.memory
    if _referred(turn) and memory.stated:
        return [Reply("smalltalk", turn.words.say("heard_unregistered"))]
    key = "heard_after" if memory.stated else "heard"
    memory.gathering = memory.gathering or not memory.stated
    return [Reply("smalltalk", turn.words.say(key))]


def kind_word(turn: Turn) -> Reply:
    """That there is nothing to be ashamed of."""
    key = "ashamed_unregistered" if _referred(turn) else "ashamed"
    return Reply("smalltalk", turn.words.say(key))


def _referred(turn: Turn) -> bool:
    facts = turn.state.facts
    return bool(facts) and assess(turn.library, facts, turn.as_of).verdict == _REFERRED
