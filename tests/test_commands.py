"""The ``luohu`` command as people call it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any, Callable

import pytest
from needs import missing
from serving import BUILT, LUOHU, ROOT, environment, link_built
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.settings import load_settings
from bot.training import current_model
from policy_kb.loading import DOCUMENTS

OTHER_CITY = Path(__file__).parent / "policy" / "other_city"
FACTS = {"housing": "owned", "residence_community": "龙山社区"}


def luohu(
    data: Path, *arguments: str, said: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """Runs the installed command in a process of its own."""
    return subprocess.run(
        [str(LUOHU), *arguments],
        input=said,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(data, **env),
        timeout=180,
    )


@pytest.fixture
def needs_model() -> None:
    """The model of these very data, which ``make test`` trains first."""
    if current_model(load_settings({"LUOHU_DATA": str(BUILT), "LUOHU_SECRET": "x"})) is None:
        missing("data changed since training: make train")


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Calls the command in this process: for what needs no model and sets up no logs."""

    def call(*arguments: str, said: str = "", **env: str) -> Result:
        return CliRunner().invoke(
            app, list(arguments), input=said, env={"LUOHU_DATA": str(tmp_path), **env}
        )

    return call


def test_without_a_command_it_says_what_there_is() -> None:
    text = CliRunner().invoke(app, ["--help"]).stdout
    for command in ("serve", "train", "check", "chat", "assess", "search"):
        assert command in text


class TestCheck:
    def test_the_repositorys_documents(self, run: Callable[..., Result]) -> None:
        result = run("check")
        assert result.exit_code == 0
        assert "没有问题" in result.output
        assert "24 条" in result.output
        assert "8 条路径" in result.output

    def test_another_folder(self, run: Callable[..., Result]) -> None:
        by_argument = run("check", str(OTHER_CITY))
        by_environment = run("check", LUOHU_DOCUMENTS=str(OTHER_CITY))
        assert by_argument.exit_code == by_environment.exit_code == 0
        assert "云政发〔2031〕7号：7 条，4 条路径，1 个未定事项" in by_argument.output
        assert by_argument.output == by_environment.output

    def test_mistakes_are_listed_with_file_and_line(
        self, run: Callable[..., Result], tmp_path: Path
    ) -> None:
        folder = tmp_path / "documents"
        shutil.copytree(OTHER_CITY, folder)
        routes = next(folder.glob("*/routes.yml"))
        text = routes.read_text("utf-8").replace("excerpt: 满6个月", "excerpt: 满8个月")
        routes.write_text(text.replace("gate: business", "gate: shop"), "utf-8")
        line = text[: text.index("满8个月")].count("\n") + 1
        result = run("check", str(folder))
        assert result.exit_code == 1
        assert "有 2 处问题" in result.output
        assert f"{routes}:{line}" in result.output
        assert "→" in result.output
        assert "Traceback" not in result.output

    def test_no_folder(self, run: Callable[..., Result], tmp_path: Path) -> None:
        result = run("check", str(tmp_path / "nowhere"))
        assert result.exit_code == 1
        assert "nowhere" in result.output


class TestAssess:
    def test_facts_from_a_file(self, run: Callable[..., Result], tmp_path: Path) -> None:
        file = tmp_path / "facts.json"
        file.write_text(json.dumps(FACTS), "utf-8")
        result = run("assess", str(file), "--as-of", "2026-11-24")
        assert result.exit_code == 0
        found = json.loads(result.stdout)
        assert found["verdict"] == "eligible"
        assert len(found["routes"]) == 8
        assert "肥政发〔2016〕3号" in result.stdout

    def test_facts_from_standard_input(self, run: Callable[..., Result]) -> None:
        result = run("assess", "-", said=json.dumps({"no_hukou": True}))
        assert json.loads(result.stdout)["verdict"] == "referred"

    @pytest.mark.parametrize(
        ("said", "named"),
        [
            ('{"housing": "bought"}', "housing"),
            ('{"rental_months": "24"}', "rental_months"),
            ('{"age": 3}', "age"),
            ("[]", "facts"),
            ("{", "读不了"),
            ("", "读不了"),
        ],
    )
    def test_wrong_facts(self, run: Callable[..., Result], said: str, named: str) -> None:
        result = run("assess", "-", said=said)
        assert result.exit_code == 1
        assert named in result.output
        assert "Traceback" not in result.output

    def test_a_wrong_day(self, run: Callable[..., Result]) -> None:
        result = run("assess", "-", "--as-of", "明天", said="{}")
        assert result.exit_code == 1
        assert "YYYY-MM-DD" in result.output

    def test_a_missing_file(self, run: Callable[..., Result], tmp_path: Path) -> None:
        result = run("assess", str(tmp_path / "none.json"))
        assert result.exit_code == 1
        assert "none.json" in result.output

    def test_broken_documents(self, run: Callable[..., Result], tmp_path: Path) -> None:
        shutil.copytree(DOCUMENTS, tmp_path / "documents")
        next((tmp_path / "documents").glob("*/wording.yml")).write_text("greet: [", "utf-8")
        result = run("assess", "-", said="{}", LUOHU_DOCUMENTS=str(tmp_path / "documents"))
        assert result.exit_code == 1
        assert "wording.yml:" in result.output


class TestServe:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PORT", "http"),
            ("PORT", "70000"),
            ("LUOHU_RATE_LIMIT", "often"),
            ("LUOHU_MAX_BODY", "5"),
            ("LUOHU_RETENTION_DAYS", "-1"),
            ("LUOHU_LOG_LEVEL", "LOUD"),
        ],
    )
    def test_a_wrong_setting_is_named(
        self, run: Callable[..., Result], name: str, value: str
    ) -> None:
        result = run("serve", **{name: value})
        assert result.exit_code == 1
        assert name in result.output
        assert value in result.output
        assert "Traceback" not in result.output

    def test_a_data_folder_that_cannot_be(self, run: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", "utf-8")
        result = run("serve", LUOHU_DATA=str(tmp_path / "file" / "data"))
        assert result.exit_code == 1
        assert "数据文件夹" in result.output

    def test_without_a_model_it_says_how_to_get_one(self, tmp_path: Path) -> None:
        result = luohu(tmp_path, "serve")
        assert result.returncode == 1
        assert "luohu train" in result.stderr
        assert "Traceback" not in result.stderr

    def test_a_model_that_is_not_there(self, tmp_path: Path) -> None:
        result = luohu(tmp_path, "serve", "--model", str(tmp_path / "my.tar.gz"))
        assert result.returncode == 1
        assert "my.tar.gz" in result.stderr

    def test_a_taken_port_is_named(self, tmp_path: Path) -> None:
        model = tmp_path / "model.tar.gz"
        model.write_bytes(b"")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            result = luohu(tmp_path, "serve", "--model", str(model), PORT=port)
        assert result.returncode == 1
        assert f"127.0.0.1:{port}" in result.stderr
        assert "PORT=" in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.model
class TestModelAndIndex:
    @pytest.fixture
    def data(self, tmp_path: Path) -> Path:
        link_built(tmp_path)
        return tmp_path

    @pytest.mark.usefixtures("needs_model")
    def test_train_does_nothing_twice(self, data: Path) -> None:
        result = luohu(data, "train")
        assert result.returncode == 0, result.stderr
        assert "已是最新" in result.stdout
        assert result.stderr == ""

    def test_search(self, data: Path) -> None:
        result = luohu(data, "search", "老家的地还是我的吗", "--limit", "3")
        assert result.returncode == 0, result.stderr
        lines = result.stdout.splitlines()
        assert len(lines) == 4
        assert lines[0].endswith("肥政发〔2016〕3号 五(五)")
        assert "五(五)" in lines[3]

    def test_search_refuses_a_limit_out_of_range(self, data: Path) -> None:
        assert CliRunner().invoke(app, ["search", "租房", "--limit", "0"]).exit_code == 2

    @pytest.mark.usefixtures("needs_model")
    def test_chat(self, data: Path) -> None:
        before = {path.name for path in data.iterdir()}
        said = "老家的地还是我的吗\n\n帮我看看能不能落户\n我在龙山社区买了房\n不清楚\n"
        result = luohu(data, "chat", "--as-of", "2026-11-24", said=said)
        assert result.returncode == 0, result.stderr
        assert "依据：肥政发〔2016〕3号 五(五)" in result.stdout
        assert "  1. " in result.stdout
        assert "可以申请落户" in result.stdout
        after = {path.name for path in data.iterdir()} - {"secret"}
        assert after == before - {"secret"}

    def test_chat_refuses_a_wrong_day(self, run: Callable[..., Any]) -> None:
        assert luohu(BUILT, "chat", "--as-of", "昨天").returncode == 1
