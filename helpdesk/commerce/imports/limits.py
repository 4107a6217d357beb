"""How much one import holds. Said on the upload page, enforced before anything is read."""

MB = 1024 * 1024

MAX_FILE = 200 * MB
MAX_COLUMNS = 200
MAX_ROWS = 500_000

MAX_UNPACKED = 1024 * MB
"""All parts of an xlsx together, as its own directory says and a read-through proves."""

MAX_DENSE_CELLS = 30_000_000
"""Calamine keeps a rectangle of cells in memory, 24 bytes each, however few are filled."""

MAX_CELL = 32_767
"""Characters of one cell: Excel's own limit."""

HEADINGS_WITHIN = 20
"""Rows above which a title or a note of the platform may stand."""

SAMPLES = 3
