"""The systems that are compared, each as the commands that a shell would run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from benchmarks.comparing.members import Member, read_members

HERE = Path(__file__).parent
PROGRAM = str(Path(sys.executable).with_name("nakadachi"))
CORES = os.cpu_count() or 1
NAKADACHI = "Nakadachi"
PLAIN = "plain"
TXTAI = "txtai"
TXTAI_FLAT = "txtai Flat"
_FLAT_ANYHOW = 500
# Everything that starts threads of its own for computing.
_THREADS = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "RAYON_NUM_THREADS",
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, how long it took, and its peak memory.

    ``processor`` are the seconds that processors worked for it, which hardly depend on what else
    the machine does.
    """

    out: str
    seconds: float
    processor: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what it needs in its environment."""

    words: tuple[str, ...]
    environment: Mapping[str, str]

    def in_environment(self, threads: int) -> dict[str, str]:
        """The whole environment, with so many threads for computing."""
        return {
            **os.environ,
            **dict.fromkeys(_THREADS, str(threads)),
            "TOKENIZERS_PARALLELISM": "true" if threads > 1 else "false",
            "HF_HUB_OFFLINE": "1",
            "PYTHONWARNINGS": "ignore",
            **self.environment,
        }

    def run(self, threads: int) -> Ran:
        """Run it to its end."""
        started = time.perf_counter()
        with subprocess.Popen(
            self.words,
            env=self.in_environment(threads),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout is not None
            out = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        if process.returncode:
            raise SystemExit(f"{' '.join(self.words)} ended with {process.returncode}")
        kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
        return Ran(out, seconds, usage.ru_utime + usage.ru_stime, kilobytes / 1024)


class System(Protocol):
    """One of those compared, over the directory of one size, in a folder of its own."""

    name: str

    def prepare(self, members: Path) -> None:
        """What is not measured: bring the members where the build finds them."""
        ...

    def build(self) -> Command:
        """Index all members from nothing."""
        ...

    def change(self, member: Path) -> Command | None:
        """Index the one member of the file anew; None for what cannot."""
        ...

    def ask(self, text: str) -> Command:
        """Print the answer to one question."""
        ...

    def serve(self, plan: Path) -> Command:
        """Answer all questions of a plan; see asking.serve."""
        ...

    def megabytes(self) -> float:
        """What the index takes on the disk."""
        ...


@dataclass
class Ours:
    """Nakadachi as it is installed. The model was exported before, once for all sizes."""

    folder: Path
    models: Path
    name: str = NAKADACHI

    def prepare(self, members: Path) -> None:
        """Import the members; the home of an office also has the exported model."""
        self.folder.mkdir(parents=True)
        shutil.copytree(self.models, self.folder / "models")
        self._program("import", str(members), "--json").run(CORES)

    def build(self) -> Command:
        """Encode and index everything."""
        return self._program("reindex", "--full", "--json")

    def change(self, member: Path) -> Command:
        """Reindex after an import, which is not measured here."""
        self._program("import", str(member), "--json").run(CORES)
        return self._program("reindex", "--json")

    def ask(self, text: str) -> Command:
        """As an office would."""
        return self._program("ask", text)

    def serve(self, plan: Path) -> Command:
        """In a process of its own."""
        return self._worker("serve", plan)

    def evaluate(self, judged: Path) -> Command:
        """Measure the ranking on a folder of judged questions."""
        return self._program("evaluate", str(judged), "--json")

    def export(self, file: Path) -> Command:
        """Write the members to a file."""
        return self._program("export", str(file))

    def follow(self, plan: Path) -> Command:
        """The same while the index is replaced; see ours.follow."""
        return self._worker("follow", plan)

    def megabytes(self) -> float:
        """The snapshot that is served; the one before it is kept as well."""
        index = self.folder / "index"
        return _size(index / (index / "current").read_text("utf-8").split()[0])

    def _program(self, *arguments: str) -> Command:
        return Command((PROGRAM, *arguments), self._home)

    def _worker(self, action: str, plan: Path) -> Command:
        return Command(
            (sys.executable, str(HERE / "ours.py"), action, str(self.folder), str(plan)),
            self._home,
        )

    @property
    def _home(self) -> Mapping[str, str]:
        return {"NAKADACHI_HOME": str(self.folder)}


@dataclass
class Recipe:
    """A recipe from documentation: a script beside this module, run by the same Python."""

    name: str
    script: str
    folder: Path
    options: tuple[str, ...] = ()
    changes: bool = False
    path: str = ""
    _members: Path = Path()

    def prepare(self, members: Path) -> None:
        """It reads the file itself."""
        self._members = members

    def build(self) -> Command:
        """Encode and index everything."""
        shutil.rmtree(self.folder, ignore_errors=True)
        return self._command("build", self._members, self.folder, *self.options)

    def change(self, member: Path) -> Command | None:
        """See System."""
        return self._command("change", member, self.folder) if self.changes else None

    def ask(self, text: str) -> Command:
        """See System."""
        return self._command("ask", self.folder, text)

    def serve(self, plan: Path) -> Command:
        """See System."""
        return self._command("serve", self.folder, plan)

    def rank(self, questions: Path) -> Command:
        """The ten best members of each question of a JSON list."""
        return self._command("rank", self.folder, questions)

    def megabytes(self) -> float:
        """Everything that it wrote."""
        return _size(self.folder)

    def _command(self, action: str, *arguments: object) -> Command:
        words = (sys.executable, str(HERE / self.script), action, *map(str, arguments))
        paths = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), self.path)))
        return Command(words, {"PYTHONPATH": paths} if self.path else {})


def recipes(folder: Path, txtai: Path | None, members: int) -> list[Recipe]:
    """The recipes, those of txtai if it could be installed in the folder ``txtai``.

    Up to 5,000 statements its own choice is IDMap,Flat: the two are one.
    """
    plain = Recipe(PLAIN, "plain.py", folder / "plain")
    if txtai is None:
        return [plain]
    own = Recipe(TXTAI, "hybrid.py", folder / "txtai", changes=True, path=str(txtai))
    if members <= _FLAT_ANYHOW:
        return [plain, own]
    flat = replace(own, name=TXTAI_FLAT, folder=folder / "txtai-flat", options=("IDMap,Flat",))
    return [plain, own, flat]


def install_txtai(folder: Path) -> Path | None:
    """Where txtai is, installed if need be; None if it cannot be had.

    All that it needs is installed already, in the versions that Nakadachi runs with, but for one
    package: so both run on the same torch, transformers and FAISS.
    """
    wanted = (HERE / "txtai.txt").read_text("utf-8")
    stamp = folder / ".installed"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install")
    given = ("-q", "--no-deps", "--target", str(folder), "-r", str(HERE / "txtai.txt"))
    if subprocess.run((*pip, *given), check=False).returncode:
        return None
    stamp.write_text(wanted, "utf-8")
    return folder


def home_with(folder: Path, sample: Path, models: Path) -> Path:
    """A home in ``folder`` with the members of ``sample``; where its exported model is.

    Exporting takes a minute and is done once in the life of an office, so it is not measured. What
    was exported to ``models`` before is used again.
    """
    home = Ours(folder, models)
    if models.is_dir():
        home.prepare(sample)
        return models
    folder.mkdir(parents=True)
    home._program("import", str(sample), "--json").run(CORES)
    home.build().run(CORES)
    return folder / "models"


def sample_of(folder: Path) -> list[Member]:
    """The members of the home in ``folder``."""
    file = folder / "sample.jsonl"
    Ours(folder, folder / "none").export(file).run(CORES)
    return read_members(file)


def _size(folder: Path) -> float:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1024**2
