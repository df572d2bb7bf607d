"""Whether there is a display for a window, asked before Qt: it ends the process where there is none."""

import ctypes
import os
import sys

from core.errors import RubricatorError

_HEADLESS = "Without one, use a verb: rubricator extract, import, export, check (see rubricator --help)."


def require_display() -> None:
    """Raise RubricatorError where no window can be shown."""
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.partition(":")[0] not in ("", "xcb") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise RubricatorError("There is no display for a window.", _HEADLESS)
    _check_x_server(os.environ["DISPLAY"])


def _check_x_server(display: str) -> None:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        # Qt's plugin needs it, and no wheel brings it along.
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        missing = str(error).partition(":")[0]
        raise RubricatorError(
            f"The library {missing} is missing, without which no window can be shown.",
            "Install it (Debian and Ubuntu: libxcb-cursor0; Fedora: xcb-util-cursor).",
        ) from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise RubricatorError(f'There is no display at DISPLAY="{display}".', _HEADLESS)
