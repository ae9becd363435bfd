"""The house rules in numbers: arrows between rooms, sizes, names, and nothing of this machine in the project."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(p for room in ("extractor", "schemas") for p in (ROOT / room).rglob("*.py"))
TREES = {p.relative_to(ROOT).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in MODULES}
Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
VAGUE = {"utils", "helpers", "common", "misc"}
HEAVY = {"camelot", "pandas", "pdfplumber", "pypdfium2", "cv2", "numpy", "scipy", "rapidfuzz", "pikepdf"}
PLACEHOLDER = "example.org"
"""The only host that the project names."""
NAMESPACES = ("openoffice.org/2001/registry",)
"""Names of XML vocabularies; they look like addresses and nobody asks them."""
WRITTEN = {".py", ".md", ".toml", ".txt", ".yaml", ".json", ".sh", ".cfg", ""}


def functions() -> Iterator[tuple[str, Function]]:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield f"{name}:{node.lineno} {node.name}", node


def length(function: Function) -> int:
    """Lines of the body without docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def depth(node: ast.AST, level: int = 0) -> int:
    """How deep blocks stand in blocks; an elif is no deeper than its if."""
    deepest = level
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.ClassDef | ast.Lambda):
            continue
        same = isinstance(node, ast.If) and isinstance(child, ast.If) and child in node.orelse
        deepest = max(deepest, depth(child, level + (isinstance(child, BLOCKS) and not same)))
    return deepest


def parameters(function: Function) -> list[ast.arg]:
    return function.args.posonlyargs + function.args.args + function.args.kwonlyargs


def is_verb(function: Function) -> bool:
    """Whether it is a verb of the command line, which has a parameter for each option."""
    return any(a.annotation and "typer." in ast.unparse(a.annotation) for a in parameters(function))


def test_stages_point_forward_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_modules_are_short() -> None:
    lines = {p.relative_to(ROOT).as_posix(): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: count for name, count in lines.items() if count > 400} == {}
    assert statistics.median(lines.values()) <= 150


def test_functions_are_short() -> None:
    lengths = {name: length(node) for name, node in functions()}
    assert {name: count for name, count in lengths.items() if count > 60} == {}
    assert statistics.median(lengths.values()) <= 10


def test_functions_take_few_parameters() -> None:
    counted = {
        name: len([a for a in parameters(node) if a.arg not in {"self", "cls"}])
        for name, node in functions()
        if not is_verb(node)
    }
    assert {name: count for name, count in counted.items() if count > 6} == {}


def test_blocks_do_not_nest_deeply() -> None:
    depths = {name: depth(node) for name, node in functions()}
    assert {name: found for name, found in depths.items() if found > 5} == {}
    assert len([name for name, found in depths.items() if found > 3]) <= 0.02 * len(depths)


def test_public_names_have_docstrings() -> None:
    public = [(name, node) for name, node in functions() if not node.name.startswith("_")]
    bare = [name for name, node in public if not ast.get_docstring(node)]
    assert len(bare) <= 0.05 * len(public), bare
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree) and tree.body] == []


def test_names_of_modules_say_what_is_in_them() -> None:
    assert [p.name for p in MODULES if p.stem in VAGUE] == []


def test_figures_are_never_floats_in_facts_and_audit() -> None:
    rooms = ("extractor/facts/", "extractor/audit/", "extractor/notation/")
    casts = [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for name, tree in TREES.items()
        if name.startswith(rooms)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert casts == []


def test_the_command_line_starts_without_heavy_packages() -> None:
    code = "import sys, extractor.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for names in project.get("optional-dependencies", {}).values() for name in names]
    listed = [*project["dependencies"], *extras]
    declared = {re.split(r"[^\w-]", name)[0].replace("-", "_").lower() for name in listed}
    names = {
        "cv2": "opencv_python_headless",
        "yaml": "pyyaml",
        "camelot": "camelot_py",
        "PIL": "pillow",
        "docx": "python_docx",
    }
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    origins = {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    foreign = (plain | origins) - sys.stdlib_module_names - {"extractor", "schemas"}
    assert {names.get(name, name) for name in foreign} <= declared


def test_lock_files_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert [
            line
            for line in lines
            if not re.match(r"(?:[\w.-]+==[\w.]+(?: ; .+)?|    --hash=sha256:[0-9a-f]{64})(?: \\)?$", line)
        ] == []


def tracked() -> list[Path]:
    """Files of the project, by git where it is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_nothing_of_a_machine_stands_in_the_project() -> None:
    tops = "|".join(sorted({"home", "root", "tmp", "work", ROOT.parts[1], Path.home().parts[1]}))
    names = "(?:" + "|".join(map(re.escape, (PLACEHOLDER, *NAMESPACES))) + ")"
    foreign = re.compile(rf"(?<![\w.])/(?:{tops})/\w|https?://(?!{names}\b)[\w.-]+")
    this = Path(__file__).resolve()
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if path.suffix in WRITTEN and path.resolve() != this
        for match in foreign.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
