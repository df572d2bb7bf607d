"""A user's list: a TSV file of names and labels, as the lists in `resources/gazetteers` are.

A row is a name, a tab and a label; what stands behind a second tab is not read. Lines that are empty, or
begin with "# ", and a head line `name TAB label` say nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.engine.knowledge.faults import Faults
from core.engine.name_index import NameIndex
from core.engine.proposal import Proposal

SUFFIX = ".tsv"
HEAD = "name\tlabel"
_SCORE = 0.95


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a file; `origin` is what its proposals carry. The first row of a name counts."""

    origin: str
    index: NameIndex[str]
    faults: tuple[str, ...] = ()

    def find(self, text: str) -> Iterator[Proposal]:
        """Yield a proposal for each whole-word occurrence of a name, from left to right."""
        for start, end, label in self.index.find(text):
            yield Proposal(start, end, label, _SCORE, self.origin)


def read_list(file: Path) -> NameList:
    """Return the list of a file; rows that are none are its faults, and the good rest is read."""
    index: NameIndex[str] = NameIndex()
    faults = Faults(file)
    try:
        with file.open(encoding="utf-8-sig") as lines:
            _read_rows(lines, index, faults)
    except UnicodeDecodeError:
        faults.add(0, "it is not UTF-8 text; it is read as far as it is")
    except OSError as fault:
        faults.add(0, f"it cannot be read ({fault.strerror})")
    return NameList(f"gazetteer:own/{file.stem}", index, faults.sentences())


def is_row(line: str) -> bool:
    """Whether a line is neither empty nor a comment nor the head."""
    bare = line.strip()
    return bool(bare) and bare not in (HEAD, "#") and not line.startswith("# ")


def _read_rows(lines: Iterable[str], index: NameIndex[str], faults: Faults) -> None:
    labels: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        name, _, rest = line.partition("\t")
        # a million rows have a few labels: each is one string
        label = labels.get(rest)
        if label is None:
            label = labels[rest] = rest.partition("\t")[0].strip()
        if label and is_row(line):
            try:
                index.add(name, label)
            except ValueError as fault:
                faults.add(number, str(fault))
        elif is_row(line):
            faults.add(number, "a row is a name, a tab and a label")
