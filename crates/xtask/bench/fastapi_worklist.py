"""The peer of the worklist page: FastAPI and Jinja2 reading the same rows from the same database file.

It does what our page does: looks up the session and the official's posts, asks whether a post of today opens the agency,
reads a page of 50 rows by the same index, counts the lists the role sees (up to a thousand each), and renders an HTML
page of comparable size with compiled, cached templates. One process; uvloop and httptools, as uvicorn's papers advise.

    python fastapi_worklist.py --database FILE --session HASH --agency CODE --port PORT
"""

import argparse
import datetime
import sqlite3

import uvicorn
from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse
from jinja2 import DictLoader, Environment

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Danh sách việc</title>
<link rel="stylesheet" href="/tinh/site.css"></head><body><header><a href="/">Toàn Trình</a><p>{{ name }}</p></header>
<nav><ul>{% for holder, count in counts %}<li><a href="/can-bo?viec={{ holder }}">{{ holder }} ({{ count }})</a></li>
{% endfor %}</ul></nav><main><h1>Danh sách việc</h1><table><thead><tr><th>Mã hồ sơ</th><th>Thủ tục</th><th>Chủ hồ sơ</th>
<th>Tình trạng</th><th>Cán bộ</th><th>Hạn</th><th>Nộp lúc</th></tr></thead><tbody>
{% for row in rows %}<tr><td><a href="/can-bo/ho-so/{{ row.id }}">{{ row.code or row.id }}</a></td>
<td>{{ row.procedure }}</td><td>{{ row.owner_name }}</td><td>{{ row.stage }}</td><td>{{ row.officer_name or "—" }}</td>
<td><time datetime="{{ row.due }}">{{ row.due }}</time></td><td>{{ row.submitted }}</td></tr>
{% endfor %}</tbody></table>{% if after %}<a href="?sau={{ after }}">Trang sau</a>{% endif %}</main></body></html>"""

SESSION = "SELECT issuer, account, name, started_at, seen_at FROM session WHERE id_hash = ?"
OFFICER = "SELECT id, name FROM officer WHERE subject = ?"
POSTS = "SELECT agency, role, from_on, until_on, title FROM post WHERE officer = ? ORDER BY agency, role"
ROWS = """SELECT id, procedure, code, stage, owner_name, officer, officer_name, due_at, submitted_at FROM dossier
WHERE tenant = ? AND agency = ? AND holder = ? AND (due_at, id) > (?, ?) ORDER BY due_at, id LIMIT 51"""
COUNT = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier WHERE tenant = ? AND agency = ? AND holder = ? LIMIT 1000)"
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def moment(micros):
    return datetime.datetime.fromtimestamp(micros / 1_000_000, VIETNAM).strftime("%d/%m/%Y %H:%M")


def application(args):
    conn = sqlite3.connect(args.database, check_same_thread=False, cached_statements=256)
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA query_only = 1")
    conn.execute("PRAGMA cache_size = -65536")
    template = Environment(loader=DictLoader({"page": PAGE}), autoescape=True, auto_reload=False).get_template("page")
    app = FastAPI(openapi_url=None)

    @app.get("/can-bo", response_class=HTMLResponse)
    async def worklist(viec: str = "officer", sau_at: int = -(2**62), sau_id: str = ""):
        session = conn.execute(SESSION, (args.session,)).fetchone()
        if session is None:
            raise HTTPException(403)
        officer = conn.execute(OFFICER, (session["account"],)).fetchone()
        today = datetime.datetime.now(VIETNAM).date().isoformat()
        posts = [
            post
            for post in conn.execute(POSTS, (officer["id"],))
            if post["from_on"] <= today and (post["until_on"] is None or today <= post["until_on"])
        ]
        if not any(post["agency"] == args.agency for post in posts):
            raise HTTPException(403)
        tenant = args.agency.split(".")[0]
        found = conn.execute(ROWS, (tenant, args.agency, viec, sau_at, sau_id)).fetchall()
        rows = [
            {**dict(row), "due": moment(row["due_at"]), "submitted": moment(row["submitted_at"])} for row in found[:50]
        ]
        counts = [
            (holder, conn.execute(COUNT, (tenant, args.agency, holder)).fetchone()[0])
            for holder in ("officer", "applicant")
        ]
        after = rows[-1]["id"] if len(found) > 50 else None
        return HTMLResponse(template.render(name=officer["name"], rows=rows, counts=counts, after=after))

    return app


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--session", required=True)
    parser.add_argument("--agency", required=True)
    parser.add_argument("--port", type=int, required=True)
    args = parser.parse_args()
    uvicorn.run(
        application(args), host="127.0.0.1", port=args.port, loop="uvloop", http="httptools", access_log=False,
        log_level="error",
    )


if __name__ == "__main__":
    main()
