"""The peer of whole cases: Django's ORM doing the same five durable updates on the same engine.

A case is five transactions, each durable before the next begins. Each one writes the dossier's row, a row of its
history and a message of the outbox; all but the first read the row before. State and payload sizes are those of Toàn
Trình; of its nine indexes only the three are kept that a case cannot do without. Django is set up as its papers advise
for SQLite under writers: WAL, BEGIN IMMEDIATE, a patient busy timeout, one connection kept open for each worker;
synchronous stays FULL, as on our side.

    python django_cases.py --database /path/file.db|postgres://… --cases N --processes P --threads T --payload PATH
"""

import argparse
import concurrent.futures
import hashlib
import json
import multiprocessing
import platform
import time
import uuid
from urllib.parse import urlparse

STAGES = ["submit", "receive", "propose", "approve", "release"]


def configure(database):
    from django.conf import settings

    if database.startswith("postgres"):
        url = urlparse(database)
        engine = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path.lstrip("/"),
            "USER": url.username,
            "HOST": url.hostname,
            "PORT": url.port,
            "CONN_MAX_AGE": None,
            "OPTIONS": {"prepare_threshold": 5},
        }
    else:
        engine = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": database,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 60,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA wal_autocheckpoint=4096; PRAGMA cache_size=-65536;",
            },
        }
    settings.configure(DEBUG=False, USE_TZ=True, DATABASES={"default": engine}, INSTALLED_APPS=[])
    import django

    django.setup()


def models():
    from django.db import models as m

    class Dossier(m.Model):
        pk = m.CompositePrimaryKey("tenant", "id")
        tenant = m.CharField(max_length=20)
        id = m.CharField(max_length=36)
        version = m.BigIntegerField()
        agency = m.CharField(max_length=30)
        procedure = m.CharField(max_length=20)
        code = m.CharField(max_length=60, null=True)
        stage = m.BigIntegerField()
        holder = m.CharField(max_length=20)
        owner = m.CharField(max_length=20)
        owner_name = m.TextField()
        submitter = m.CharField(max_length=20)
        officer = m.CharField(max_length=40, null=True)
        officer_name = m.TextField(null=True)
        due_at = m.BigIntegerField()
        submitted_at = m.BigIntegerField()
        updated_at = m.BigIntegerField()
        submission = m.CharField(max_length=36)
        head = m.CharField(max_length=64)
        state = m.TextField()

        class Meta:
            app_label = "peer"
            db_table = "dossier"
            constraints = [
                m.UniqueConstraint(fields=["tenant", "submission"], name="dossier_by_submission"),
                m.UniqueConstraint(fields=["tenant", "code"], name="dossier_by_code"),
            ]
            indexes = [m.Index(fields=["tenant", "agency", "holder", "due_at", "id"], name="dossier_by_work")]

    class History(m.Model):
        pk = m.CompositePrimaryKey("tenant", "dossier", "seq")
        tenant = m.CharField(max_length=20)
        dossier = m.CharField(max_length=36)
        seq = m.BigIntegerField()
        kind = m.CharField(max_length=30)
        at = m.BigIntegerField()
        body = m.TextField()
        hash = m.TextField()

        class Meta:
            app_label = "peer"
            db_table = "action"

    class Outbox(m.Model):
        id = m.UUIDField(primary_key=True)
        tenant = m.CharField(max_length=20)
        topic = m.CharField(max_length=30)
        body = m.TextField()
        created_at = m.BigIntegerField()
        tries = m.BigIntegerField(default=0)

        class Meta:
            app_label = "peer"
            db_table = "outbox"

    return Dossier, History, Outbox


def step(tables, transaction, number, ident, seq, payload, submission):
    """One durable step: the row, its history, a message."""
    dossier_of, history_of, outbox_of = tables
    now = time.time_ns() // 1000
    with transaction.atomic():
        if seq == 1:
            state = {"filled": payload["state"], "version": 1}
            row = dossier_of(
                tenant="H57", id=ident, version=1, agency=f"H57.99.{number % 8}", procedure="2.000635", stage=1,
                holder="desk", owner="001099000001", owner_name="Nguyễn Thị Mô Phỏng", submitter="001099000001",
                due_at=now, submitted_at=now, updated_at=now, submission=submission, head="", state="",
            )
        else:
            row = dossier_of.objects.get(tenant="H57", id=ident)
            state = json.loads(row.state)
        state["version"] = seq
        row.version, row.stage, row.updated_at = seq, seq, now
        row.holder = STAGES[seq - 1]
        if seq == 2:
            row.code = f"H57.99.{number % 8}-{ident}"
        body = payload["action"]
        row.head = hashlib.sha256((row.head + ident + body).encode()).hexdigest()
        row.state = json.dumps(state, ensure_ascii=False)
        if seq == 1:
            row.save(force_insert=True)
        else:
            updated = dossier_of.objects.filter(tenant="H57", id=ident, version=seq - 1).update(
                version=row.version, stage=row.stage, updated_at=now, holder=row.holder, code=row.code,
                head=row.head, state=row.state,
            )
            assert updated == 1
        history_of(tenant="H57", dossier=ident, seq=seq, kind=STAGES[seq - 1], at=now, body=body, hash=row.head).save(
            force_insert=True
        )
        message = outbox_of(id=uuid.uuid4(), tenant="H57", topic="dossier.changed", body=payload["message"], created_at=now)
        message.save(force_insert=True)


def work(tables, cases, payload):
    from django.db import connection, transaction

    connection.ensure_connection()
    for number in range(cases):
        ident = str(uuid.uuid4())
        for seq in range(1, 6):
            step(tables, transaction, number, ident, seq, payload, ident)
    connection.close()


def process(args, cases, payload, barrier):
    configure(args.database)
    tables = models()
    barrier.wait()
    share = [cases // args.threads + (turn < cases % args.threads) for turn in range(args.threads)]
    with concurrent.futures.ThreadPoolExecutor(args.threads) as threads:
        for done in [threads.submit(work, tables, part, payload) for part in share]:
            # A thread that failed fails the process.
            done.result()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--payload", required=True, help="JSON: bytes of state, action and message")
    args = parser.parse_args()
    with open(args.payload, encoding="utf-8") as file:
        payload = {name: "x" * size for name, size in json.load(file).items()}

    configure(args.database)
    from django.db import connection

    with connection.schema_editor() as editor:
        for table in models():
            editor.create_model(table)
    connection.close()

    share = [args.cases // args.processes + (turn < args.cases % args.processes) for turn in range(args.processes)]
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(args.processes + 1)
    workers = [context.Process(target=process, args=(args, part, payload, barrier)) for part in share]
    for worker in workers:
        worker.start()
    barrier.wait()
    started = time.perf_counter()
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - started
    assert all(worker.exitcode == 0 for worker in workers), "a worker failed"
    print(json.dumps({"cases_per_s": args.cases / seconds, "python": platform.python_version()}))


if __name__ == "__main__":
    main()
