"""The terminal that the tests of the screen draw for has all colours, whatever theirs has."""

import os

os.environ["COLORTERM"] = "truecolor"
