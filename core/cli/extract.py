"""`rubricator extract`: what the engine proposes, without a store."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.options import TABLE, add_engine, add_format, add_inputs, engine_name, load_settings
from core.cli.output import counted, json_line
from core.cli.parser import whole_number
from core.cli.terminal import one_line, progress_bar, standard_input, tell
from core.engine.engine_info import ENGLISH
from core.engine.language import notice
from core.engine.why import reasons
from core.errors import UsageError
from core.formats.format import Document
from core.transfer.corpus.chunks import Chunk, NamedText, Names
from core.transfer.corpus.extracting import WHAT, Render, extract
from core.transfer.corpus.output_file import OutputFile
from core.transfer.corpus.running import AS_IT_IS, EngineSetup, Runner, run_here
from core.transfer.reading import find_sources, read_sources

if TYPE_CHECKING:
    from core.engine.proposal import Proposal


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_inputs(parser)
    add_engine(parser)
    add_format(parser, (TABLE, "jsonl"))
    parser.add_argument(
        "--without", action="append", default=[], metavar="STAGE", help="switch a stage off (again for more)"
    )
    parser.add_argument(
        "--knowledge",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder with lists and rules of your own (again for more)",
    )
    parser.add_argument("--explain", action="store_true", help="tell why each proposal stands")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write to a file; after a stop the same command goes on"
    )
    parser.add_argument(
        "--jobs", type=whole_number, metavar="N", help="processes that work side by side (else this one)"
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="work on the Dask cluster of this scheduler: tcp://HOST:PORT"
    )


def run(options: argparse.Namespace) -> int:
    """Print or write the proposals of each article, in the order of the inputs."""
    from core.engine.catalogue import check_engine

    if options.jobs and options.scheduler:
        raise UsageError("--jobs is for this machine, --scheduler for others.", "Give the one or the other.")
    engine = check_engine(engine_name(options.engine, load_settings()))
    setup = _setup(options, engine.name)
    runner = _runner(options, engine.name, engine.version, setup)
    reading = _Reading(options.inputs, engine.language)
    render = _json if options.format == "jsonl" else _table
    if options.out is None:
        lost = _print_all(reading, runner, render(options.explain))
    else:
        command = {
            "inputs": options.inputs,
            "engine": f"{engine.name}@{engine.version}",
            "format": options.format,
            "explain": options.explain,
            "without": sorted(setup.without),
            "knowledge": [str(folder) for folder in setup.knowledge],
        }
        lost = _write_all(OutputFile(options.out, command), reading, runner, render(options.explain))
    for sentence in lost:
        tell(sentence)
    return 1 if reading.failed or lost else 0


def _setup(options: argparse.Namespace, engine: str) -> EngineSetup:
    """Return the engine's setup; faults of the user's lists and rules are told. Raises UsageError."""
    from core.engine.catalogue import check_stages
    from core.engine.knowledge.folders import folders
    from core.engine.knowledge.knowledge import faults_in

    check_stages(engine, options.without)
    if options.scheduler:
        if options.without or options.knowledge:
            raise UsageError("A cluster works with an engine as it is: no --without, no --knowledge.")
        return AS_IT_IS
    knowledge = folders(named=options.knowledge)
    for fault in faults_in(knowledge):
        tell(fault)
    return EngineSetup(frozenset(options.without), knowledge)


def _runner(options: argparse.Namespace, engine: str, version: str, setup: EngineSetup) -> Runner:
    if options.scheduler:
        from core.transfer.corpus.cluster import run_on_cluster

        return run_on_cluster(engine, version, options.scheduler)
    if (options.jobs or 1) > 1:
        from core.transfer.corpus.processes import run_in_processes

        return run_in_processes(engine, options.jobs, setup)
    return run_here(engine, setup)


class _Reading(Iterator[NamedText]):
    """The articles, named; what cannot be read is told as it is met, and what the engine will not read."""

    def __init__(self, inputs: Sequence[str], language: str) -> None:
        self._language = language
        self._found = read_sources(find_sources(inputs), stdin=standard_input())
        self._names = Names()
        self.failed = False

    def __next__(self) -> NamedText:
        for one in self._found:
            if isinstance(one, Document):
                named = self._names.named(one)
                if self._language == ENGLISH and (reason := notice(named.text)):
                    tell(f"{named.name}: {reason}")
                return named
            self.failed = True
            tell(str(one))
        raise StopIteration


class _Printed:
    """Standard output as the place where chunks go."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def missing(self, chunks: Iterable[Chunk]) -> Iterable[Chunk]:
        """Return all of them."""
        return chunks

    def add(self, number: int, content: str, lost: str = "") -> None:
        """Print what a chunk gave."""
        print(content, end="")
        self.lost += [lost] if lost else []


def _print_all(reading: _Reading, runner: Runner, render: Render) -> Sequence[str]:
    printed = _Printed()
    with progress_bar(prints=True, what=WHAT) as progress:
        extract(reading, runner, render, printed, progress)
    return printed.lost


def _write_all(file: OutputFile, reading: _Reading, runner: Runner, render: Render) -> Sequence[str]:
    with file, progress_bar(what=WHAT) as progress:
        extract(reading, runner, render, file, progress)
        if not file.empty:
            file.finish()
    return file.lost


def _json(explains: bool) -> Render:
    def render(article: NamedText, proposals: Sequence["Proposal"]) -> str:
        spans = [
            {
                "start": one.start,
                "end": one.end,
                "label": one.label,
                "score": one.score,
                "origin": one.origin,
                **({"why": list(reasons(one, article.text))} if explains else {}),
            }
            for one in proposals
        ]
        return json_line({"id": article.name, "text": article.text, "spans": spans})

    return render


def _table(explains: bool) -> Render:
    def render(article: NamedText, proposals: Sequence["Proposal"]) -> str:
        lines = [f"{one_line(article.name)}: {counted(len(proposals), 'proposal')}"]
        for one in proposals:
            surface = one_line(article.text[one.start : one.end])
            lines.append(f"  {one.start:>7} {one.end:>7}  {one.label:<12} {one.score:5.2f}  {surface}")
            if explains:
                lines.append(f"{'':19}{one_line('; '.join(reasons(one, article.text)))}")
        return "".join(f"{line}\n" for line in lines)

    return render
