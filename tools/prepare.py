"""Makes `.venv` with what the project needs. Standard library only: it runs before anything is installed.

    python3 tools/prepare.py run     the program
    python3 tools/prepare.py test    the program, and what tests, lints and checks it

A second call with nothing changed returns at once. Qt's system libraries and, where there is no font
at all, a font are installed by apt-get where it may be used; else one sentence names the packages.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
EXTRAS = {"run": "", "test": "[dev]"}
QT_PACKAGES = [
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
]
FONT_PACKAGES = ["fontconfig", "fonts-liberation", "fonts-noto-core"]


def main(purpose: str) -> int:
    """Prepare the environment for `run` or `test`; return the exit code."""
    stamp = VENV / f"prepared-{purpose}"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and PYTHON.exists():
        return 0
    try:
        _make_venv()
        _pip_install(EXTRAS[purpose])
        _install_system_libraries()
        _compile()
    except subprocess.CalledProcessError as error:
        print(f"The environment could not be made: {error}.", file=sys.stderr)
        return 1
    stamp.write_text(wanted, encoding="utf-8")
    return 0


def _fingerprint() -> str:
    files = (ROOT / "pyproject.toml", ROOT / "constraints.txt", Path(__file__))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _make_venv() -> None:
    if PYTHON.exists():
        return
    print("Making .venv ...", flush=True)
    make = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(make, capture_output=True, check=False).returncode == 0:
        return
    # Debian's Python has no ensurepip of its own: it comes with python3-venv.
    shutil.rmtree(VENV, ignore_errors=True)
    _apt_install([f"python3.{sys.version_info.minor}-venv"])
    subprocess.run(make, check=True)


def _pip_install(extra: str) -> None:
    print("Installing what Rubricator needs into .venv (once) ...", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "-c", "constraints.txt", "-e", f".{extra}"], cwd=ROOT, check=True)


def _compile() -> None:
    """Compile our own modules, as pip does with installed ones: the first start is as quick as the next."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compile_all = [str(PYTHON), "-m", "compileall", "-q", "core", "gui"]
    subprocess.run(compile_all, cwd=ROOT, env=environment, check=True)


def _install_system_libraries() -> None:
    if not sys.platform.startswith("linux"):
        return
    if missing := _missing_libraries():
        print(f"Qt needs system libraries that are not here: {', '.join(missing)}.", flush=True)
        _apt_install(QT_PACKAGES)
    if not _has_fonts():
        _apt_install(FONT_PACKAGES)


def _missing_libraries() -> list[str]:
    """Return the libraries that Qt's platform plugins ask for and the system lacks."""
    find = "import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent)"
    folder = Path(subprocess.check_output([str(PYTHON), "-c", find], text=True).strip())
    plugins = [folder / f"Qt/plugins/platforms/libq{name}.so" for name in ("xcb", "offscreen")]
    listing = subprocess.run(["ldd", *map(str, plugins)], capture_output=True, text=True, check=False).stdout
    return sorted({line.split()[0] for line in listing.splitlines() if "not found" in line})


def _has_fonts() -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("~/.fonts").expanduser())
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir())


def _apt_install(packages: list[str]) -> None:
    """Install Debian packages, or say in a sentence which to install."""
    root = os.geteuid() == 0
    may = shutil.which("apt-get") and (root or _sudo_works())
    if not may:
        print(f"Please install these system packages: {' '.join(packages)}", file=sys.stderr)
        return
    apt = ["apt-get"] if root else ["sudo", "-n", "apt-get"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"env": environment, "stdout": subprocess.DEVNULL}
    subprocess.run([*apt, "update", "-q"], check=False, **quiet)
    subprocess.run([*apt, "install", "-y", "-q", "--no-install-recommends", *packages], check=True, **quiet)


def _sudo_works() -> bool:
    sudo = shutil.which("sudo")
    return (
        bool(sudo) and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
