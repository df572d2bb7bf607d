"""The user's lists and rules in use: read again when a file changes, put before what the engine proposes.

Their precedence, highest first: the strong rules; the names of lists; the engine's proposals; the weak rules.
A name of a list that lies within a longer span of the engine gives way to it ("Berlin" in "Berlin
Philharmonic"), unless the engine is not sure of that (a score below 0.5). Within a tier the longer span wins,
then the one of the folder that is named first, then of the file that comes first by name.
"""

import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.engine.knowledge import lists, rule_files
from core.engine.knowledge.bounded_rules import BoundedRules
from core.engine.knowledge.faults import Faults
from core.engine.knowledge.lists import NameList, read_list
from core.engine.knowledge.rule_files import RuleFile, read_rules
from core.engine.precedence import resolve
from core.engine.proposal import Proposal
from core.engine.trimming import load_trimming

_SURE = 0.5
_Stamp = tuple[int, int, int]


class Knowledge:
    """Lists and rules of some folders, the ones that go before the others first."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._trimming = load_trimming()
        self._stamps: dict[Path, _Stamp] = {}
        self._lists: dict[Path, NameList] = {}
        self._rule_files: dict[Path, RuleFile] = {}
        self._rules = BoundedRules()
        self._folder_faults: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the files as they were read last, in sentences."""
        listed = (fault for file in self._lists.values() for fault in file.faults)
        ruled = (fault for file in self._rule_files.values() for fault in file.faults)
        return (*self._folder_faults, *listed, *ruled, *self._rules.slow)

    def refresh(self) -> None:
        """Read what has changed; where nothing has, this takes one look at each folder."""
        stamps = self._look()
        if stamps == self._stamps:
            return
        fresh = {path for path, stamp in stamps.items() if self._stamps.get(path) != stamp}
        self._lists = {
            path: read_list(path) if path in fresh else self._lists[path]
            for path in stamps
            if path.suffix == lists.SUFFIX
        }
        rule_paths = [path for path in stamps if path.suffix == rule_files.SUFFIX]
        if not fresh.isdisjoint(rule_paths) or rule_paths != list(self._rule_files):
            self._read_rules(rule_paths)
        self._stamps = stamps

    def apply(self, text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return an engine's flat proposals for a text with those of the lists and rules among them."""
        named = [found for names in self._lists.values() for found in names.find(text)]
        ruled = self._rules.find(text)
        if not named and not ruled:
            return list(proposals)
        strong = (found for rule, found in ruled if rule.is_strong)
        weak = (found for rule, found in ruled if not rule.is_strong)
        free = (name for name in named if not _is_within_longer(name, proposals))
        trim = self._trimming.trim_all
        return resolve(trim(text, strong), free, proposals, trim(text, weak))

    def _read_rules(self, paths: Sequence[Path]) -> None:
        self._rules.close()
        self._rule_files = {path: read_rules(path) for path in paths}
        self._rules = BoundedRules([rule for file in self._rule_files.values() for rule in file.rules])

    def _look(self) -> dict[Path, _Stamp]:
        """Return the files that are there, in their order, with what tells whether one has changed."""
        found: dict[Path, _Stamp] = {}
        told: list[str] = []
        for folder in self._folders:
            try:
                found.update(_files(folder))
            except OSError as fault:
                if not folder.exists():
                    continue
                faults = Faults(folder)
                faults.add(0, f"it cannot be read ({fault.strerror})")
                told += faults.sentences()
        self._folder_faults = tuple(told)
        return found


def faults_in(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return what is wrong with the lists and rules of folders, in sentences."""
    knowledge = Knowledge(folders)
    knowledge.refresh()
    return knowledge.faults


def _files(folder: Path) -> Iterator[tuple[Path, _Stamp]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            is_named = entry.name.endswith((lists.SUFFIX, rule_files.SUFFIX)) and entry.name[0] != "."
            # a pipe of that name would never end
            if is_named and entry.is_file():
                status = entry.stat()
                yield Path(entry.path), (status.st_mtime_ns, status.st_size, status.st_ino)


def _is_within_longer(name: Proposal, proposals: Sequence[Proposal]) -> bool:
    """Whether a span that the engine is sure of holds the name and more; `proposals` is in reading order."""
    place = bisect_right(proposals, name.start, key=lambda other: other.start)
    if not place:
        return False
    other = proposals[place - 1]
    return name.end <= other.end and len(other) > len(name) and other.score >= _SURE
