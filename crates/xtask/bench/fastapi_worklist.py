"""The peer of the worklist page: FastAPI and Jinja2 reading the same rows from the same database file.

It answers our addresses (`/can-bo` with list, channel and place) and does what our page does: looks up the session and
the official's posts, asks whether a post of today opens the agency, reads a page of 50 rows by the same index in the same
order, makes the same counts, and renders HTML of the same cells; `cargo xtask bench` compares the dossiers of both pages
before it measures. Made as fast as FastAPI goes in one process: SQLite asked directly on one prepared connection without
a thread pool, rows as plain tuples, templates compiled and cached, words in plain tables, uvloop and httptools.

    python fastapi_worklist.py --database FILE --session HASH --agency CODE --port PORT
"""

import argparse
import datetime
import pathlib
import sqlite3
import time

import uvicorn
from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

SESSION = "SELECT account, csrf, started_at, seen_at FROM session WHERE id_hash = ?"
OFFICER = "SELECT id, name FROM officer WHERE subject = ?"
POSTS = "SELECT agency, role, from_on, until_on, title FROM post WHERE officer = ? ORDER BY agency, role"
AGENCY = "SELECT name FROM agency WHERE code = ?"
OFFICERS = """SELECT officer.id, officer.name FROM post JOIN officer ON officer.id = post.officer
WHERE post.agency = ?1 AND post.role = 'officer' AND post.from_on <= ?2
AND (post.until_on IS NULL OR post.until_on >= ?2) ORDER BY officer.name, officer.id LIMIT 200"""
ROWS = """SELECT id, procedure, code, stage, owner_name, officer, officer_name, due_at, submitted_at, updated_at, holder,
version FROM dossier WHERE tenant = ? AND agency = ? AND holder = ? AND (due_at, id) > (?, ?)"""
ORDER = " ORDER BY due_at, id LIMIT 51"
COUNT = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier WHERE tenant = ? AND agency = ? AND holder = ? LIMIT 1000)"
COUNT_DUE = """SELECT COUNT(*) FROM (SELECT 1 FROM dossier WHERE tenant = ? AND agency = ? AND holder = ?
AND due_at >= ? AND due_at < ? LIMIT 1000)"""
COUNT_WAITS = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier WHERE tenant = ? AND agency = ? AND waits = ? LIMIT 1000)"

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
DAY = 86_400
STAGES = {
    1: ("registered", "Mới đăng ký"), 2: ("received", "Được tiếp nhận"), 3: ("intake-rejected", "Không được tiếp nhận"),
    4: ("in-progress", "Đang xử lý"), 5: ("awaiting-supplement", "Yêu cầu bổ sung giấy tờ"),
    6: ("awaiting-payment", "Yêu cầu thực hiện nghĩa vụ tài chính"), 7: ("withdrawn", "Công dân yêu cầu rút hồ sơ"),
    8: ("stopped", "Dừng xử lý"), 9: ("done", "Đã xử lý xong"), 10: ("delivered", "Đã trả kết quả"),
}
HOLDERS = {"officer": "Chuyên viên thụ lý", "applicant": "Người nộp"}
TABS = {"officer": "Chờ thụ lý", "applicant": "Chờ người nộp"}
CAUSES = {
    "applicant": "Chờ người nộp", "fee": "Chờ nộp tiền", "other-agency": "Chờ cơ quan khác",
    "partner-system": "Hệ thống khác không trả lời", "our-outage": "Hệ thống này ngừng", "decision": "Dừng theo quyết định",
}
CHANNELS = [("", "Tất cả"), ("online", "Trực tuyến"), ("counter", "Tại quầy"), ("post", "Bưu chính")]
DUES = [("", "Tất cả"), ("tre", "Quá hạn"), ("hom-nay", "Hôm nay"), ("tuan-nay", "Trong 7 ngày")]


def moment(micros):
    at = time.gmtime(micros // 1_000_000 + 7 * 3_600)
    return f"{at.tm_hour:02}:{at.tm_min:02} ngày {at.tm_mday:02}/{at.tm_mon:02}/{at.tm_year:04}"


def left(now, due_at):
    seconds = due_at // 1_000_000 - now // 1_000_000
    days = (due_at // 1_000_000 + 7 * 3_600) // DAY - (now // 1_000_000 + 7 * 3_600) // DAY
    if days > 0:
        return f"còn {days} ngày"
    if days < 0:
        return f"trễ {-days} ngày"
    return f"còn {seconds // 3_600} giờ" if seconds >= 0 else f"trễ {-seconds // 3_600} giờ"


def shown(found, now, officer, procedures):
    """One row in words."""
    id, procedure, code, stage, owner_name, held_by, officer_name, due_at, submitted_at, updated_at, holder, version = found
    stage_name, stage_word = STAGES[stage]
    if now > due_at:
        urgency, due_word = "late", "Quá hạn"
    elif (now // 1_000_000 + 7 * 3_600) // DAY == (due_at // 1_000_000 + 7 * 3_600) // DAY:
        urgency, due_word = "soon", "Hạn hôm nay"
    else:
        urgency, due_word = "", "Còn hạn"
    return {
        "id": id, "version": version, "code": code, "owner_name": owner_name, "urgency": urgency, "due_word": due_word,
        "left": left(now, due_at), "due": moment(due_at), "submitted": moment(submitted_at), "updated": moment(updated_at),
        "procedure_name": procedures.get(procedure, procedure), "stage_name": stage_name, "stage_word": stage_word,
        "holder_word": HOLDERS.get(holder, holder),
        "officer_word": "Chưa phân công" if held_by is None else "Anh/chị" if held_by == officer else officer_name,
    }


def many(count):
    return "1000+" if count >= 1_000 else str(count)


def counted(one, tenant, agency, now):
    """The counts of the lists, of what is late and ends today, and of what waits for others."""
    tonight = ((now // 1_000_000 + 7 * 3_600) // DAY + 1) * DAY * 1_000_000 - 7 * 3_600 * 1_000_000
    tabs, board = [], []
    for holder, name in TABS.items():
        count, late, today = one(COUNT, (tenant, agency, holder)), 0, 0
        if count and holder == "officer":
            late = one(COUNT_DUE, (tenant, agency, holder, -(2**62), now))
            today = one(COUNT_DUE, (tenant, agency, holder, now, tonight))
        tabs.append({"holder": holder, "name": name, "count": many(count), "late": many(late) if late else ""})
        for due, number, word in (("tre", late, "quá hạn"), ("hom-nay", today, "hết hạn hôm nay")):
            if number:
                board.append({"holder": holder, "due": due, "count": many(number), "name": f"{word}, {name}"})
    waits = [
        {"cause": cause, "name": name, "count": many(number)}
        for cause, name in CAUSES.items()
        if (number := one(COUNT_WAITS, (tenant, agency, cause)))
    ]
    return {"tabs": tabs, "board": board, "waits": waits}


def application(args):
    conn = sqlite3.connect(args.database, check_same_thread=False, cached_statements=256)
    conn.execute("PRAGMA query_only = 1")
    conn.execute("PRAGMA cache_size = -65536")
    here = pathlib.Path(__file__).parent
    template = Environment(loader=FileSystemLoader(here), autoescape=True, auto_reload=False).get_template("worklist.html.j2")
    with open(args.procedures, encoding="utf-8") as file:
        procedures = dict(line.rstrip("\n").split("\t", 1) for line in file)
    app = FastAPI(openapi_url=None)

    def one(sql, values):
        return conn.execute(sql, values).fetchone()[0]

    @app.get("/can-bo", response_class=HTMLResponse)
    async def worklist(viec: str = "officer", kenh: str = "", sau: str = ""):
        now = time.time_ns() // 1_000
        session = conn.execute(SESSION, (args.session,)).fetchone()
        if session is None:
            raise HTTPException(403)
        officer, name = conn.execute(OFFICER, (session[0],)).fetchone()
        today = datetime.datetime.now(VIETNAM).date().isoformat()
        posts = [
            (agency, title)
            for agency, role, from_on, until_on, title in conn.execute(POSTS, (officer,))
            if from_on <= today and (until_on is None or today <= until_on)
        ]
        if not any(agency == args.agency for agency, _ in posts):
            raise HTTPException(403)
        tenant = args.agency.split(".")[0]
        at, _, id = sau.partition(".")
        values = [tenant, args.agency, viec, int(at) if at else -(2**62), id]
        sql = ROWS + (" AND channel = ?" if kenh else "") + ORDER
        found = conn.execute(sql, values + ([kenh] if kenh else [])).fetchall()
        return HTMLResponse(
            template.render(
                name=name, agency=args.agency, list=viec, csrf=session[1],
                posts=[f"{title}, {one(AGENCY, (agency,))}" for agency, title in posts],
                rows=[shown(row, now, officer, procedures) for row in found[:50]],
                officers=conn.execute(OFFICERS, (args.agency, today)).fetchall(),
                filters=[
                    ("Người thụ lý", "nguoi", [("", "Tất cả"), (officer, "Của tôi")]), ("Hạn", "han", DUES),
                    ("Cách nộp", "kenh", CHANNELS), ("Thủ tục", "thu-tuc", [("", "Tất cả"), *procedures.items()]),
                ],
                after=f"{found[49][7]}.{found[49][0]}" if len(found) > 50 else None,
                **counted(one, tenant, args.agency, now),
            )
        )

    return app


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--session", required=True)
    parser.add_argument("--agency", required=True)
    parser.add_argument("--procedures", required=True, help="a line each: code, tabulator, name")
    parser.add_argument("--port", type=int, required=True)
    args = parser.parse_args()
    uvicorn.run(
        application(args), host="127.0.0.1", port=args.port, loop="uvloop", http="httptools", access_log=False,
        log_level="error",
    )


if __name__ == "__main__":
    main()
