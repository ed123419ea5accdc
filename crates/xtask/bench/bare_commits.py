"""The floor of whole cases: five bare commits of the same bytes on SQLite, and nothing else.

One table, one row a commit, prepared once, WAL and synchronous=FULL. The loop is Python's, the work SQLite's C.
With "grown" the write-ahead log has its full length before the clock starts, as ours has.

    python bare_commits.py FILE CASES BYTES_OF_A_STEP [grown]
"""

import json
import sqlite3
import sys
import time

file, cases, size, grown = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:] == ["grown"]
conn = sqlite3.connect(file, isolation_level=None)
conn.execute("PRAGMA journal_mode = WAL")
conn.execute("PRAGMA synchronous = FULL")
conn.execute("PRAGMA wal_autocheckpoint = 4096")
conn.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
if grown:
    conn.executescript("CREATE TABLE room (body); INSERT INTO room VALUES (zeroblob(17000000)); DROP TABLE room; VACUUM;")
    conn.execute("PRAGMA wal_checkpoint(RESTART)")
body = ("x" * size,)
started = time.perf_counter()
for _ in range(5 * cases):
    conn.execute("INSERT INTO bare (body) VALUES (?)", body)
print(json.dumps({"cases_per_s": cases / (time.perf_counter() - started)}))
