"""The ``luohu`` command: serve, train, check, chat, assess, search."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Optional

import typer

from bot import logs
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from bot.gate import Door
    from policy_kb import Library

app = typer.Typer(
    help="落户问答助手。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """The console script."""
    app()


def _settings() -> Settings:
    try:
        settings = load_settings()
    except ValueError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"数据文件夹用不了：{error.filename}（{error.strerror}）。LUOHU_DATA 可以改到别处。")
    logs.configure(settings.log_level)
    return settings


def _fail(message: str) -> NoReturn:
    typer.secho(message, fg="red", err=True)
    raise typer.Exit(1)


def _dialogue() -> Any:
    """The dialogue, or an exit with every problem of the documents."""
    from actions.runtime import dialogue
    from policy_kb import PolicyDataError

    try:
        return dialogue()
    except PolicyDataError as error:
        _fail(f"文件数据有 {len(error.problems)} 处问题：\n{error}")


@app.command()
def serve(
    model: Annotated[Optional[Path], typer.Option(help="用这个模型，而不是最新的")] = None,
) -> None:
    """启动服务（HOST、PORT、LUOHU_DATA 由环境变量定）。"""
    settings = _settings()
    from bot.training import current_model

    chosen = model or current_model(settings)
    if chosen is None or not chosen.is_file():
        what = f"找不到模型 {chosen}" if chosen else "还没有训练好的模型，或者数据改过了"
        _fail(f"{what}。请先运行 luohu train（或者直接 make run）。")
    _check_port(settings)
    import uvicorn

    from bot.gate import Gate

    def build() -> FastAPI:
        from bot.app import create_app

        return create_app(settings, chosen)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    typer.echo(f"正在启动，准备好以后请打开 http://{settings.host}:{settings.port}/")
    config = uvicorn.Config(
        Gate(build, settings.embed_hosts, _doors(settings)),
        host=settings.host,
        port=settings.port,
        ws="none",
        log_level=settings.log_level.lower(),
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    uvicorn.Server(config).run()


def _doors(settings: Settings) -> dict[str, Door]:
    """What answers before the application is there, by path."""
    if settings.wechat is None:
        return {}
    from bot.channels.wechat_waiting import PATH, WaitingDoor

    return {PATH: WaitingDoor(settings.wechat, settings.max_body)}


def _leave(number: int, frame: object) -> NoReturn:
    """The end after a signal. uvicorn has closed everything by then and raises the signal again;
    a model that is still loading in its thread must not hold the process up."""
    with contextlib.suppress(RuntimeError):
        sys.stdout.flush()
    os._exit(0)


def _check_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            _fail(
                f"{settings.host}:{settings.port} 用不了（{error.strerror}）。"
                f"换一个端口，比如 PORT={settings.port % 65535 + 1} make run。"
            )


@app.command()
def train(
    force: Annotated[bool, typer.Option("--force", help="没有变化也重新训练")] = False,
) -> None:
    """检查数据、建条款索引、训练模型；没有变化就什么都不做。"""
    settings = _settings()
    _dialogue()
    from bot.training import train as run

    try:
        run(settings, typer.echo, force)
    except RuntimeError as error:
        _fail(str(error))


@app.command()
def check(
    documents: Annotated[
        Optional[Path], typer.Argument(help="文件夹，默认 policy_kb/documents")
    ] = None,
) -> None:
    """检查政策数据：引文、编号、问法、规则是否齐全一致。"""
    library = _library(documents)
    local = library.local
    asks = sum(len(texts) for voices in local.phrasings.values() for texts in voices.values())
    typer.echo(
        f"没有问题。{local.info.number}：{len(local.clauses)} 条，{len(local.rules.routes)} 条路径，"
        f"{len(local.open_points)} 个未定事项，{asks} 种问法；背景文件 {len(library.background)} 份。"
    )


@app.command()
def chat(
    as_of: Annotated[Optional[str], typer.Option(help="按哪一天算，YYYY-MM-DD")] = None,
) -> None:
    """在终端里和助手说话（Ctrl-D 结束）。"""
    settings, day = _settings(), _day(as_of)
    from bot.agent import AgentThread, load_agent
    from bot.locks import locks_for
    from bot.service import Conversations, new_session_id
    from bot.store import ConversationStore, make_engine
    from bot.terminal import render
    from bot.training import current_model

    model = current_model(settings)
    if model is None:
        _fail("还没有训练好的模型，请先运行 luohu train。")
    _dialogue()
    session = new_session_id()
    typer.echo("您好，直接打字就行。按 Ctrl-D 结束，说的话不会留下。")
    with tempfile.TemporaryDirectory(prefix="luohu-") as folder:
        engine = make_engine(f"sqlite:///{folder}/chat.db")
        agent = load_agent(model, engine, locks_for(None))
        talk = Conversations(agent, ConversationStore(engine), AgentThread())
        for line in iter(_prompt, None):
            if line.strip():
                response = asyncio.run(talk.say(session, line, day))
                typer.echo(render(response))
        talk.store.close()


def _day(as_of: Optional[str]) -> Optional[date]:
    try:
        return date.fromisoformat(as_of) if as_of else None
    except ValueError:
        _fail(f"--as-of 应当是 YYYY-MM-DD 的日期，现在是 {as_of}")


def _library(documents: Optional[Path] = None) -> Library:
    """The documents, or an exit with every problem in them."""
    from policy_kb import PolicyDataError, load_library
    from policy_kb.loading import documents_folder

    try:
        return load_library(documents or documents_folder())
    except PolicyDataError as error:
        _fail(f"文件数据有 {len(error.problems)} 处问题：\n{error}")


def _prompt() -> Optional[str]:
    try:
        return input("您：")
    except (EOFError, KeyboardInterrupt):
        typer.echo("")
        return None


@app.command()
def assess(
    facts: Annotated[Path, typer.Argument(help="事实的 JSON 文件；- 是标准输入")],
    as_of: Annotated[Optional[str], typer.Option(help="按哪一天算，YYYY-MM-DD")] = None,
) -> None:
    """按事实给出结论（JSON）。"""
    from actions.clock import today
    from actions.eligibility import assess as run
    from policy_kb.errors import FactError
    from policy_kb.facts import check_facts

    library, day = _library(), _day(as_of) or today()
    try:
        raw = json.loads(sys.stdin.read() if str(facts) == "-" else facts.read_text("utf-8"))
        checked = check_facts(raw, library.local.places)
    except FactError as error:
        _fail(f"事实 {error.field}：{error.message}")
    except (OSError, ValueError) as error:
        _fail(f"读不了：{error}")
    typer.echo(json.dumps(run(library, checked, day).as_json(), ensure_ascii=False, indent=2))


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="要问的话")],
    limit: Annotated[int, typer.Option(min=1, max=50)] = 5,
) -> None:
    """找和一句话最相关的条款。"""
    _settings()
    talk = _dialogue()
    for document, clause, score in talk.searcher.search(question, limit):
        typer.echo(f"{score:.3f}  {document} {clause}")
    best = talk.searcher.topics(question)[0]
    typer.echo(f"最像：{best.id}（{best.kind}，{best.probability:.2f}）")


@app.command("wechat-menu")
def wechat_menu(
    create: Annotated[
        bool, typer.Option("--create", help="不只是打印，还要真的设成公众号的菜单")
    ] = False,
) -> None:
    """打印公众号的菜单；加 --create 才会去微信设置。"""
    settings = _settings()
    from bot.channels import wechat_menu as menus

    definition = menus.menu(_library().local, settings.public_url)
    typer.echo(json.dumps(definition, ensure_ascii=False, indent=2))
    if not create:
        return
    account = settings.wechat
    if account is None or account.app_secret is None:
        _fail("要设置菜单，先设 LUOHU_WECHAT_TOKEN、LUOHU_WECHAT_APPID 和 LUOHU_WECHAT_SECRET。")
    try:
        menus.create(account.appid, account.app_secret, definition)
    except menus.MenuRefused as error:
        _fail(f"微信没有收下菜单：{error}")
    typer.secho("菜单设好了，取消关注再关注就能马上看到。", err=True)


if __name__ == "__main__":
    main()
