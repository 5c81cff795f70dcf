"""Who gets in: WeChat, by its signature, and nobody where no account is configured."""

from __future__ import annotations

import time

import httpx
import pytest
from serving import RunningServer

from .weixin import PATH, TOKEN, Follower, encrypt, signature


def _verify(base_url: str, **changes: str) -> httpx.Response:
    stamp, nonce = str(int(time.time())), "1320562132"
    query = {"signature": signature(TOKEN, stamp, nonce), "timestamp": stamp, "nonce": nonce}
    query = {**query, "echostr": "5927782", **changes}
    return httpx.get(base_url + PATH, params=query, trust_env=False)


def test_off_by_default(shared_server: RunningServer) -> None:
    assert _verify(shared_server.base_url).status_code == 404
    assert Follower(shared_server).text("租房能落户吗").status_code == 404


def test_the_address_is_verified_with_the_echo(follower: Follower) -> None:
    response = _verify(follower.server.base_url)
    assert (response.status_code, response.text) == (200, "5927782")


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": "0" * 40},
        {"signature": ""},
        {"signature": "签名"},
        {"nonce": "other"},
        {"timestamp": ""},
    ],
)
def test_a_wrong_signature_is_refused(follower: Follower, changes: dict[str, str]) -> None:
    assert _verify(follower.server.base_url, **changes).status_code == 403
    response = follower.text("租房能落户吗", query=changes)
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "wrong_signature"


def test_unsigned_is_refused(follower: Follower) -> None:
    assert httpx.get(follower.server.base_url + PATH, trust_env=False).status_code == 403
    assert httpx.post(follower.server.base_url + PATH, trust_env=False).status_code == 403


@pytest.mark.parametrize("body", ["", "<xml>", "hello", "<xml></xml>", "<a/>", "<xml><x/></xml>"])
def test_signed_but_no_message(follower: Follower, body: str) -> None:
    stamp, nonce = str(int(time.time())), "77"
    query = {"signature": signature(TOKEN, stamp, nonce), "timestamp": stamp, "nonce": nonce}
    response = httpx.post(
        follower.server.base_url + PATH, params=query, content=body.encode(), trust_env=False
    )
    assert response.status_code == 400


def test_entities_are_not_expanded(follower: Follower) -> None:
    stamp, nonce = str(int(time.time())), "78"
    query = {"signature": signature(TOKEN, stamp, nonce), "timestamp": stamp, "nonce": nonce}
    body = (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        "<xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName>"
        "<CreateTime>1</CreateTime><MsgType>text</MsgType><Content>&b;</Content></xml>"
    )
    response = httpx.post(
        follower.server.base_url + PATH, params=query, content=body.encode(), trust_env=False
    )
    assert response.status_code == 400


def test_too_large(follower: Follower) -> None:
    assert follower.text("好" * 40_000).status_code == 413


def test_encrypted_conversation(safe_follower: Follower) -> None:
    assert "落户" in safe_follower.says("你好")
    assert "依据" in safe_follower.says("租房能落户吗")


def test_the_address_is_verified_in_safe_mode_too(safe_follower: Follower) -> None:
    assert _verify(safe_follower.server.base_url).text == "5927782"


def test_safe_mode_refuses_what_is_not_encrypted(safe_follower: Follower) -> None:
    assert safe_follower.text("你好", encrypted=False).status_code == 403


def test_plain_mode_refuses_what_it_cannot_read(follower: Follower) -> None:
    assert follower.text("你好", encrypted=True).status_code == 403


@pytest.mark.parametrize(
    "sealed",
    [
        encrypt("<xml/>", appid="wxffffffffffffffff"),
        encrypt("<xml/>", key="A" * 43),
        "AAAA",
        "!",
        "",
    ],
    ids=["another account", "another key", "short", "no base64", "empty"],
)
def test_what_cannot_be_decrypted_is_refused(safe_follower: Follower, sealed: str) -> None:
    stamp, nonce = str(int(time.time())), "79"
    response = httpx.post(
        safe_follower.server.base_url + PATH,
        params={
            "timestamp": stamp,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": signature(TOKEN, stamp, nonce, sealed),
        },
        content=f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode(),
        trust_env=False,
    )
    assert response.status_code == 403


def test_the_signature_covers_the_encrypted_message(safe_follower: Follower) -> None:
    assert safe_follower.text("你好", query={"msg_signature": "0" * 40}).status_code == 403
    other = signature(TOKEN, "1", "2", "3")
    assert safe_follower.text("你好", query={"msg_signature": other}).status_code == 403


def test_each_person_has_a_limit_of_their_own(safe_follower: Follower) -> None:
    for _ in range(8):
        assert "有点快" not in safe_follower.says("你好")
    assert "有点快" in safe_follower.says("你好")
    other = Follower(safe_follower.server, encrypted=True)
    assert "有点快" not in other.says("你好")
