"""A conversation by text messages: numbers for choices, sources in one line, long answers."""

from __future__ import annotations

import time

import pytest

from .conftest import PUBLIC_URL
from .weixin import Follower, choices, new_id


def _on_to(follower: Follower, answer: str, wanted: str) -> str:
    """Answers 不清楚 until ``wanted`` comes up."""
    for _ in range(12):
        if wanted in answer:
            return answer
        answer = follower.says("不清楚")
    raise AssertionError(answer)


def test_an_answer_in_time_with_its_source_in_one_line(follower: Follower) -> None:
    started = time.monotonic()
    answer = follower.says("租房能落户吗")
    assert time.monotonic() - started < 5
    assert sum(line.startswith("依据：") for line in answer.splitlines()) == 1


def test_numbers_pick_choices_while_a_question_is_open(follower: Follower) -> None:
    answer = follower.says("我住在镇上，帮我看看能不能落户")
    answer = _on_to(follower, answer, "自己的房，还是租的房")
    answer = follower.says(f"{choices(answer)['租的房']}")
    assert follower.conversation()["facts"]["housing"] == "rented"
    answer = _on_to(follower, answer, "有稳定的工作吗")
    follower.says(f"选{choices(answer)['没有']}。")
    assert follower.conversation()["facts"]["stable_job"] is False


def test_choices_of_the_open_question_come_first_and_once(follower: Follower) -> None:
    asked = choices(follower.says("帮我看看能不能落户"))
    answer = follower.says("家里人能一起落户吗？")
    assert "依据：" in answer
    assert choices(answer) == asked


def test_a_bare_number_is_months_where_a_duration_is_asked(follower: Follower) -> None:
    answer = follower.says("我在镇上租了一整套房，帮我看看能不能落户")
    answer = _on_to(follower, answer, "住了多久")
    assert "可以这样答：" in answer
    assert not choices(answer)
    follower.says("3")
    assert follower.conversation()["facts"]["rental_months"] == 3


def test_a_choice_typed_in_full_is_a_choice(follower: Follower) -> None:
    answer = follower.says("我在镇上租了一整套房，帮我看看能不能落户")
    _on_to(follower, answer, "住了多久")
    follower.says("一年半左右")
    assert follower.conversation()["facts"]["rental_months"] == 18


@pytest.mark.parametrize("number", ["99", "0"])
def test_a_number_without_a_choice_is_no_error(follower: Follower, number: str) -> None:
    follower.says("租房能落户吗")
    assert follower.says(number)
    assert follower.turns()[-1] == number


def test_no_buttons_are_spoken_of_where_there_are_none(follower: Follower) -> None:
    assert "按钮" not in follower.says("嗯嗯啊啊哦哦")


def test_a_verdict_links_to_the_page_with_the_conversation(follower: Follower) -> None:
    answer = follower.says("我在镇上有自己的房，能落户吗")
    answer = _on_to(follower, answer, "可以申请落户")
    assert f'<a href="{PUBLIC_URL}/#{follower.session_id}">' in answer


def test_long_answers_come_in_parts_and_lead_to_the_page(follower: Follower) -> None:
    titles = list(choices(follower.says("租房能落户吗")))
    follower.lengthen_last("".join(f"第{n}句，说得很长很长很长很长。" for n in range(100)))
    pieces = [follower.read(follower.event("SCAN", "long"))]
    while "还没说完" in pieces[-1]:
        assert f"{PUBLIC_URL}/#{follower.session_id}" in pieces[-1]
        number = new_id()
        pieces.append(follower.read(follower.text("更多", number)))
        assert follower.read(follower.text("更多", number)) == pieces[-1]
    assert len(pieces) > 2
    whole = "".join(pieces)
    assert all(whole.count(f"第{n}句，") == 1 for n in range(100))
    assert list(choices(pieces[-1])) == titles
    follower.says("更多")
    assert follower.turns() == ["租房能落户吗", "更多"]


def test_personal_numbers_are_masked(follower: Follower) -> None:
    follower.says("我电话13800138000，租房能落户吗")
    assert "13800138000" not in str(follower.conversation())


def test_slashes_are_no_commands(follower: Follower) -> None:
    assert follower.says("/restart")
    assert follower.says("]]><script>")


@pytest.mark.parametrize(("content", "expected"), [("", "还没写字"), ("   ", "还没写字")])
def test_empty_texts(follower: Follower, content: str, expected: str) -> None:
    assert expected in follower.says(content)


def test_too_long_a_text(follower: Follower) -> None:
    assert "太长" in follower.says("好" * 2001)
    assert follower.turns() == []


@pytest.mark.parametrize("kind", ["image", "video", "shortvideo", "location", "link", "file"])
def test_other_kinds_are_declined_in_words(follower: Follower, kind: str) -> None:
    answer = follower.read(follower.send(kind, f"<MsgId>{new_id()}</MsgId>"))
    assert "文字" in answer


def test_voice_is_taken_by_its_recognition(follower: Follower) -> None:
    body = f"<MediaId>m</MediaId><Format>amr</Format><MsgId>{new_id()}</MsgId>"
    assert "打字" in follower.read(follower.send("voice", body))
    heard = f"<Recognition><![CDATA[租房能落户吗]]></Recognition><MsgId>{new_id()}</MsgId>"
    assert "依据" in follower.read(follower.send("voice", heard))


def test_the_openid_is_kept_nowhere(follower: Follower) -> None:
    follower.says("租房能落户吗")
    follower.event("subscribe", "qrscene_window")
    server = follower.server
    files = [*server.data.glob("conversations.db*"), server.log]
    assert files
    assert not any(follower.openid.encode() in file.read_bytes() for file in files)
    assert follower.turns() == ["租房能落户吗"]


def test_two_people_have_two_conversations(follower: Follower) -> None:
    other = Follower(follower.server)
    follower.says("我在镇上有自己的房")
    other.says("你好")
    assert follower.conversation()["facts"]
    assert other.conversation()["facts"] == {}
    assert follower.session_id != other.session_id


def test_deleting_by_message(follower: Follower) -> None:
    follower.says("租房能落户吗")
    assert "删除对话" in follower.read(follower.event("CLICK", "luohu:erase"))
    assert follower.turns()
    assert "都删掉了" in follower.says("删除对话")
    assert follower.conversation() is None
    assert "不用删" in follower.says("删除对话")
