"""What our rows weigh in bytes, so that a peer writes as much: python weigh.py FILE."""

import json
import sqlite3
import sys

conn = sqlite3.connect(sys.argv[1])
[state] = conn.execute("SELECT AVG(LENGTH(CAST(state AS BLOB))) FROM dossier").fetchone()
[action] = conn.execute("SELECT AVG(LENGTH(CAST(body AS BLOB))) FROM action").fetchone()
print(json.dumps({"state": state, "action": action}))
