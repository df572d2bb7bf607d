"""`python -m core VERB ...`: the command line without the window."""

import sys

from core.cli.app import main

sys.exit(main())
