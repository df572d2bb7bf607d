"""Process start to the article painted, against a bare window with a QTextEdit that shows the same text.

    python tests/benchmarks/start_up.py [runs]

Prints the median of both and the median ratio of pairs run in turn. Each window writes the time since its
process began when its text is painted, and is closed then.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources/samples/000_37ceacafcc040ebd.txt"
ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", **os.environ}

BARE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
from core.trace import Trace

class Bare(QTextEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        trace("article_painted")
        QTimer.singleShot(0, application.quit)

trace = Trace.to_file(Path(sys.argv[2]))
application = QApplication([])
window = QMainWindow()
text = Bare()
text.setReadOnly(True)
text.setPlainText(Path(sys.argv[1]).read_text(encoding="utf-8"))
window.setCentralWidget(text)
window.resize(1440, 900)
window.show()
application.exec()
"""


def painted_after(command: list[str], trace: Path, ends_itself: bool) -> float:
    """Return the milliseconds from a process's start to its `article_painted`."""
    trace.unlink(missing_ok=True)
    process = subprocess.Popen(
        command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            lines = trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []
            for event in map(json.loads, (line for line in lines if line.endswith("}"))):
                if event["event"] == "article_painted":
                    return float(event["ms"])
            if process.poll() is not None and not ends_itself:
                raise SystemExit("The window ended before it had painted.")
    finally:
        if not ends_itself:
            process.terminate()
        process.wait()


def main(runs: int) -> None:
    """Run both in turn and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        trace, store = Path(folder, "trace.jsonl"), Path(folder, "store.db")
        ours = [sys.executable, "-m", "gui", str(SAMPLE), "--store", str(store), "--trace", str(trace)]
        bare = [sys.executable, "-c", BARE, str(SAMPLE), str(trace)]
        painted_after(ours, trace, ends_itself=False)
        pairs = [(painted_after(ours, trace, False), painted_after(bare, trace, True)) for _ in range(runs)]
    own, base = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"start to article painted: {own:.0f} ms; a bare window: {base:.0f} ms; ratio {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
