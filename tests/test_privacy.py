"""A name, an identity-card or a phone number reaches no store, no log and no figure.

All persons and numbers here are made up; the identity numbers carry a wrong check digit.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from typing import Any

import pytest
from serving import RunningServer

from bot.privacy import MASK, mask, printable

HIDDEN = [
    ("身份证370983199001011230", "370983199001011230"),
    ("370983 19900101 1230", "19900101"),
    ("３７０９８３１９９００１０１１２３０", "３７０９８３１９９００１０１１２３０"),
    ("37098319900101123x是我的号", "37098319900101123x"),
    ("老身份证370983900101123", "370983900101123"),
    ("电话13800001111", "13800001111"),
    ("打我电话138 0000 1111", "0000"),
    ("138-0000-1111", "0000"),
    ("+86 13800001111", "13800001111"),
    ("008613800001111", "13800001111"),
    ("vx13800001111", "13800001111"),
    ("手机１３８００００１１１１", "１３８００００１１１１"),
    ("我的号是幺三八零零零零幺幺幺幺", "幺三八零零零零幺幺幺幺"),
    ("座机0538-3212345", "3212345"),
    ("电话05383212345", "05383212345"),
    ("电话：3212345", "3212345"),
    ("卡号6222020200112233445", "6222020200112233445"),
    ("6222 0202 0011 2233 445", "2233"),
    ("微信号 abc_12345", "abc_12345"),
    ("QQ是123456789", "123456789"),
    ("邮箱zhang.san@example.com", "zhang.san@example.com"),
    ("车牌是鲁J12345", "J12345"),
    ("我叫王小明", "王小明"),
    ("我叫张三想问落户", "张三"),
    ("我叫李建国，今年五十", "李建国"),
    ("我叫欧阳修文，在厂里上班", "欧阳修"),
    ("你好我名字叫赵铁柱", "赵铁柱"),
    ("姓名：钱多多 住龙山社区", "钱多多"),
    ("我是孙大伟，身份证丢了", "孙大伟"),
    ("我是李四，电话13800001111", "李四"),
    ("本人周丽华，在龙山社区租房", "周丽华"),
    ("我爱人叫吴桂芳，也在这儿", "吴桂芳"),
    ("儿子叫郑浩然今年六岁", "郑浩然"),
]

KEPT = [
    "我是高中毕业",
    "我是高中，没上过大学",
    "我是王庄镇的",
    "我是石横，想落户",
    "我是安徽人",
    "本人租房两年半",
    "2024年10月搬来的，住了25个月",
    "一个月3500块，交了120个月社保",
    "肥政发〔2016〕3号",
    "12345热线能问吗",
    "二〇二四年十月搬来的",
    "一二三四五，上山打老虎",
    "我们村叫王庄",
    "龙山社区3号楼2单元501",
    "1980年2月生的，2003年毕业",
    "叫我怎么办",
    "我叫不准这是哪个社区",
]


@pytest.mark.parametrize(("text", "private"), HIDDEN, ids=[text for text, _ in HIDDEN])
def test_what_names_a_person_is_hidden(text: str, private: str) -> None:
    masked = mask(text)
    assert private in text
    assert private not in masked
    assert MASK in masked
    assert mask(masked) == masked


@pytest.mark.parametrize("text", KEPT)
def test_everything_else_stays(text: str) -> None:
    assert mask(text) == text


def test_what_is_around_stays() -> None:
    masked = mask("我叫王小明，电话13800001111，在龙山社区租房，身份证370983199001011230，住了２年")
    assert masked == "我叫＊＊，电话＊＊＊＊，在龙山社区租房，身份证＊＊＊＊，住了２年"


def test_what_cannot_be_printed_goes() -> None:
    assert printable("我\x00买\ud83d了\x1f房\n在市区") == "我买了房\n在市区"


@pytest.mark.model
class TestServed:
    """One message with everything in it, and everywhere it might have been kept."""

    NUMBERS = ("370983199001011230", "13800001111", "0538-3212345")
    NAMES = ("王小明", "吴桂芳")
    SAID = (
        "我叫王小明，爱人叫吴桂芳，身份证370983199001011230，电话13800001111或者0538-3212345，"
        "我在龙山社区租了套房，能落户吗"
    )

    @pytest.fixture(scope="class")
    def answer(self, shared_server: RunningServer) -> Any:
        session = f"privacy_{secrets.token_hex(12)}"
        with shared_server.client() as client:
            body = {"session_id": session, "message": self.SAID}
            answer = client.post("/api/chat", json=body).json()
            sender = {"sender": "13800001111", "message": self.SAID}
            client.post("/webhooks/rest/webhook", json=sender)
            client.post("/api/extract", json={"text": self.SAID})
            client.get("/api/search", params={"q": self.SAID})
            client.post("/api/chat", json={**body, "message": 5, "note": self.SAID})
        return answer

    def private(self) -> tuple[str, ...]:
        return (*self.NUMBERS, *self.NAMES)

    def test_it_is_still_understood(self, answer: Any) -> None:
        assert answer["facts"]["residence_community"] == "龙山社区"
        assert answer["facts"]["housing"] == "rented"

    def test_not_in_the_answer_nor_in_the_stored_turn(
        self, answer: Any, shared_server: RunningServer
    ) -> None:
        with shared_server.client() as client:
            stored = client.get(f"/api/sessions/{answer['session_id']}").text
        for private in self.private():
            assert private not in json.dumps(answer, ensure_ascii=False)
            assert private not in stored
        assert MASK in stored

    def test_not_in_the_dialogues_events(self, answer: Any, shared_server: RunningServer) -> None:
        with sqlite3.connect(shared_server.data / "conversations.db") as database:
            rows = database.execute("select sender_id, data from events").fetchall()
        database.close()
        texts = [str(json.loads(data)) + sender for sender, data in rows]
        assert any(answer["session_id"] in text for text in texts)
        for private in self.private():
            assert not any(private in text for text in texts)

    def test_not_in_any_file(self, answer: Any, shared_server: RunningServer) -> None:
        files = [path for path in shared_server.data.iterdir() if path.is_file()]
        assert {"conversations.db", "server.log"} <= {path.name for path in files}
        for path in files:
            content = path.read_bytes()
            for private in self.private():
                for form in (private.encode(), private.encode("unicode_escape")):
                    assert form not in content, f"{private} in {path.name}"

    def test_no_word_of_it_in_the_log(self, answer: Any, shared_server: RunningServer) -> None:
        log = shared_server.log.read_text("utf-8")
        assert "龙山社区" not in log
        assert answer["session_id"] not in log

    def test_not_in_the_figures(self, answer: Any, shared_server: RunningServer) -> None:
        with shared_server.client() as client:
            figures = client.get("/metrics").text
        for private in (*self.private(), answer["session_id"]):
            assert private not in figures
