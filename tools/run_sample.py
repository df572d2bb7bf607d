"""Opens the window on an article; with no display it is drawn offscreen into a picture under `build/`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"


def main(article: str) -> int:
    """Run the program; return its exit code."""
    command = [sys.executable, "-m", "gui", article]
    if _has_display():
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    BUILD.mkdir(exist_ok=True)
    store, picture = BUILD / "rubricator.db", BUILD / "screenshot.png"
    options = ["--store", str(store), "--screenshot", str(picture)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run([*command, *options], cwd=ROOT, env=environment, check=False)
    if ended.returncode == 0:
        print(f"There is no display. The window was drawn into {picture.relative_to(ROOT)};")
        print(f"the store is {store.relative_to(ROOT)}.")
    return ended.returncode


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
