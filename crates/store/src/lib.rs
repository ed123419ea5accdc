//! SQLite and PostgreSQL: statements, migrations, transactions, outbox.
