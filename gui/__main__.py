"""`python -m gui`: the window, or a verb of the command line."""

import sys

from gui.app import main

if __name__ == "__main__":
    sys.exit(main())
