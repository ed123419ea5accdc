# Keeps a PostgreSQL of its own until standard input closes, then removes it.
# Arguments: the folder of the programs, the port. Says "ready" once it answers.
set -eu
cd /
bin=$1
port=$2
trap '' HUP INT TERM
base=${TMPDIR:-/tmp}
[ -w "$base" ] || base=/tmp
dir=$(mktemp -d "$base/toantrinh-pg.XXXXXX")
remove() {
    "$bin/pg_ctl" --pgdata "$dir/data" --mode immediate --silent --wait stop >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap remove EXIT
"$bin/initdb" --pgdata "$dir/data" --username postgres --auth trust --encoding UTF8 --locale C --no-sync \
    >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
# Durability stays as a deployment has it; only the number of connections is larger.
"$bin/pg_ctl" --pgdata "$dir/data" --log "$dir/log" --silent --wait start >/dev/null --options \
    "-p $port -k $dir -c listen_addresses=127.0.0.1 -c max_connections=200 -c synchronous_commit=on" \
    || { cat "$dir/log" >&2; exit 1; }
echo ready
cat >/dev/null
