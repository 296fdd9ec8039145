"""Exit codes that scripts can trust, one clear line for an error, and never a traceback."""

import socket
from pathlib import Path

import pytest

import sfc as package
from sfc.chain import compiler
from sfc.demo.outcome import Outcome
from sfc.demo.report.facts import Check
from sfc.domain.currency import currency
from sfc.domain.views import Totals
from tests.cli.conftest import Ran, Sfc


def one_line(ran: Ran, code: str) -> None:
    assert ran.code == 1
    assert ran.err.startswith("error: ") and ran.err.endswith(f"[{code}]\n"), ran.err
    assert ran.err.count("\n") == 1


def test_help_names_every_command(sfc: Sfc) -> None:
    ran = sfc("--help")
    assert ran.code == 0
    for command in "compile deploy demo serve import participants receivables version".split():
        assert f" {command} " in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["version", "--nonsense"],
        ["import"],
        ["import", "no-such-file.csv"],
        ["receivables", "show"],
        ["receivables", "list", "--status", "lost"],
        ["demo", "--ledger", "no-such-file.csv"],
        ["demo", "--rate", "7"],
        ["demo", "--ledger", "examples/ledger.csv", "--rate", "8 %"],
        ["demo", "--ledger", "examples/ledger.csv", "--rate", "1.23456"],
        ["deploy", "--keystore", "key.json"],
    ],
)
def test_misuse_is_exit_code_2(
    sfc: Sfc, arguments: list[str], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    ran = sfc(*arguments)
    assert ran.code == 2
    assert not ran.out
    assert "rror" in ran.err and "Traceback" not in ran.err


def test_version(sfc: Sfc) -> None:
    assert sfc("version").out == f"{package.__version__}\n"
    assert sfc("version", "--json").json == {"version": package.__version__}


def test_what_the_domain_refuses_is_one_line_with_its_code(
    sfc: Sfc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SFC_PORT", "many")
    monkeypatch.setenv("SFC_COLOUR", "red")
    ran = sfc("serve")
    one_line(ran, "settings_invalid")
    assert "SFC_PORT" in ran.err and "SFC_COLOUR" in ran.err
    assert not ran.out


def test_with_json_the_refusal_is_an_object_on_standard_output(sfc: Sfc) -> None:
    ran = sfc("participants", "list", "--url", "http://127.0.0.1:1", "--json")
    one_line(ran, "service_unavailable")
    assert ran.json["error"] == "service_unavailable"
    assert ran.json["message"] in ran.err


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "ftp://somewhere", "nonsense", "http://[x"])
def test_a_service_that_is_not_there(sfc: Sfc, url: str) -> None:
    ran = sfc("receivables", "list", "--url", url)
    assert ran.code == 1
    assert ran.err.count("\n") == 1 and "unexpected" not in ran.err


def test_what_nobody_expected_is_one_line_and_a_hint(
    sfc: Sfc, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(root: Path) -> None:
        raise RuntimeError("the roof\nis on fire")

    monkeypatch.setattr(compiler, "rebuild", broken)
    ran = sfc("compile")
    one_line(ran, "unexpected")
    assert "RuntimeError: the roof is on fire" in ran.err and "--debug" in ran.err
    assert "Traceback" in sfc("--debug", "compile").err


def test_compiling_without_contracts_or_compiler(
    sfc: Sfc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_line(sfc("compile", "--root", tmp_path), "contracts_missing")

    def missing(root: Path) -> None:
        raise compiler.CompilerNotInstalled

    monkeypatch.setattr(compiler, "rebuild", missing)
    ran = sfc("compile")
    one_line(ran, "compiler_not_installed")
    assert "make node" in ran.err


def test_contracts_that_do_not_compile(sfc: Sfc, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(root: Path) -> None:
        raise compiler.CompilationFailed(["contracts/A.sol:1:1: no", "contracts/B.sol:2:2: no"])

    monkeypatch.setattr(compiler, "rebuild", failing)
    ran = sfc("compile", "--json")
    assert ran.code == 1
    assert ran.json["error"] == "compilation_failed"
    assert "contracts/A.sol:1:1: no" in ran.err and "contracts/B.sol:2:2: no" in ran.err


def test_what_was_compiled(sfc: Sfc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "rebuild", lambda root: [compiler.Rebuilt("Core", True, 1234)])
    assert sfc("compile", "--json").json == [{"contract": "Core", "changed": True, "bytes": 1234}]
    assert "1,234" in sfc("compile").out


def test_an_address_that_is_taken(sfc: Sfc) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = sfc("serve", "--port", taken.getsockname()[1])
    one_line(ran, "address_unusable")


def test_a_sandbox_is_not_somebody_elses_chain(sfc: Sfc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFC_RPC_URL", "http://127.0.0.1:1")
    one_line(sfc("serve", "--sandbox"), "settings_invalid")


def test_deploying_to_a_chain_that_is_thrown_away(sfc: Sfc) -> None:
    ran = sfc("deploy", "--json", "--currency", "USD")
    assert ran.code == 0
    assert ran.json["chain_id"]
    ran = sfc("deploy", "--currency", "nonsense")
    assert ran.code == 2 and ran.err.count("\n") == 1


def test_a_ledger_in_several_currencies_or_none_of_it(sfc: Sfc, root: Path, tmp_path: Path) -> None:
    example = (root / "examples" / "ledger.csv").read_text(encoding="utf-8")
    mixed = tmp_path / "mixed.csv"
    mixed.write_text(example.replace("CNY", "EUR", 1), encoding="utf-8")
    report = ("--report", tmp_path / "report.html")
    assert sfc("demo", "--ledger", mixed, *report, "--json").json["error"] == "currency_mismatch"
    empty = tmp_path / "empty.csv"
    empty.write_text(example.splitlines()[0], encoding="utf-8")
    assert sfc("demo", "--ledger", empty, *report, "--json").json["error"] == "input_unusable"
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n", encoding="utf-8")
    assert sfc("demo", "--ledger", odd, *report, "--json").json["error"] == "profile_unknown"
    given = ("--currency", "USD")
    ran = sfc("demo", "--ledger", root / "examples" / "ledger.csv", *given, *report, "--json")
    assert ran.json["error"] == "currency_given"


def test_books_that_differ_are_a_failure(
    sfc: Sfc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sums = Totals(currency("CNY"), 1, 200, 10, 190, 200, 0, 199, 1)
    wrong = Check("Paid in = redeemed by the holders", "2.00", "1.99", False)
    outcome = Outcome(sums, (wrong,), (), tmp_path / "report.html")
    monkeypatch.setattr("sfc.demo.play.play_story", lambda *_: outcome)
    ran = sfc("demo", "--json")
    assert ran.code == 1 and "[books_differ]" in ran.err
    summary, refusal = ran.out.split("}\n", 1)
    assert '"unclaimed_cash": "0.01"' in summary and "books_differ" in refusal
    assert "✗" in sfc("demo").out


def test_a_story_without_its_files(sfc: Sfc, tmp_path: Path) -> None:
    one_line(sfc("demo", "--examples", tmp_path), "file_unusable")
