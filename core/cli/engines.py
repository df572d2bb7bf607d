"""`rubricator engines`: which engines there are, without loading one."""

import argparse
from dataclasses import asdict

from core.cli.options import TABLE, add_format
from core.cli.output import print_records, print_table
from core.cli.terminal import one_line
from core.engine.catalogue import list_engines
from core.engine.engine_info import EngineInfo


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the engines, the default one first."""
    engines = list_engines()
    if options.format != TABLE:
        print_records([asdict(engine) for engine in engines], options.format, ())
        return 0
    print_table([("NAME", "VERSION", "F1", "FOUND IN", "LICENCE"), *map(_row, engines)])
    for engine in engines:
        if engine.remark:
            print(f"\n{one_line(engine.name)}: {one_line(engine.remark)}")
    return 0


def _row(engine: EngineInfo) -> tuple[str, ...]:
    if not engine.usable:
        return engine.name, engine.version, "cannot be used", engine.place, engine.licence
    figures = (f"{name} {score:.3f}" for name, score in engine.scores.items() if _is_of_a_whole_set(name))
    return engine.name, engine.version, ", ".join(figures), engine.place, engine.licence


def _is_of_a_whole_set(name: str) -> bool:
    return "/" not in name or name.endswith("/macro")
