"""Three nodes of PostgreSQL under Patroni, with etcd, HAProxy and PgBouncer, on one machine: to try, not to serve.

    python3 deploy/cluster/cluster.py up      as root, on Debian 12; prints the two addresses for Parley
    python3 deploy/cluster/cluster.py status  who leads, who follows
    python3 deploy/cluster/cluster.py down    ends all of it and removes its folder

Needs Debian's packages postgresql-15, patroni, python3-etcd, etcd-server, haproxy and pgbouncer.
docs/scaling.md tells what it shows,
and what differs where each node is a machine of its own. PARLEY_CLUSTER is its folder (/tmp/parley-cluster).
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

FOLDER = Path(os.environ.get("PARLEY_CLUSTER", "/tmp/parley-cluster"))  # noqa: S108 - made with mode 0700, refused if it is there
BINARIES = Path("/usr/lib/postgresql/15/bin")
USER = "postgres"
NODES = (1, 2, 3)
# Node 2 is 127.0.0.12, and reaches etcd as 127.0.1.12: so one of them can be cut off from all others.
POSTGRES, PATRONI, ETCD, PEERS, PRIMARY, REPLICAS, POOLED = 15432, 15008, 15379, 15380, 15433, 15434, 15435
PASSWORD = "parley"  # noqa: S105 - of a cluster on this machine alone
SECONDS = 120  # until all is there

NODE = """
scope: parley
name: node{n}
restapi: {{listen: "127.0.0.1{n}:{PATRONI}", connect_address: "127.0.0.1{n}:{PATRONI}"}}
# By etcd's second interface: by the third this Patroni puts itself into the lock without looking whose it is by now
# (docs/scaling.md). Only at this address, not at those that etcd itself names: a node that is cut off reaches none.
etcd: {{hosts: ["127.0.1.1{n}:{ETCD}"], use_proxies: true}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 5
    retry_timeout: 5
    # A change is acknowledged when one other node has it; who lacks it is not promoted.
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      use_slots: true
      parameters:
        max_connections: 100
        shared_buffers: 64MB
        wal_keep_size: 128MB
        wal_sender_timeout: 10s
        wal_receiver_timeout: 10s
        tcp_keepalives_idle: 5
        tcp_keepalives_interval: 2
        tcp_keepalives_count: 3
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}, data-checksums]
postgresql:
  listen: "127.0.0.1{n}:{POSTGRES}"
  connect_address: "127.0.0.1{n}:{POSTGRES}"
  data_dir: {FOLDER}/node{n}/data
  bin_dir: {BINARIES}
  pgpass: {FOLDER}/node{n}/pgpass
  authentication:
    superuser: {{username: postgres, password: {PASSWORD}}}
    replication: {{username: replicator, password: {PASSWORD}}}
    rewind: {{username: rewinder, password: {PASSWORD}}}
  pg_hba:
    - local all all peer
    - host replication replicator 127.0.0.0/8 scram-sha-256
    - host all all 127.0.0.0/8 scram-sha-256
  # Over TCP a Patroni whose node is cut off waited for its own PostgreSQL for longer than its lease (docs/scaling.md).
  use_unix_socket: true
  parameters: {{unix_socket_directories: {FOLDER}/node{n}}}
"""

HAPROXY = """
global
    maxconn 500
defaults
    mode tcp
    timeout connect 2s
    timeout check 2s
    timeout client 30m
    timeout server 30m
listen primary
    bind 127.0.0.1:{PRIMARY}
    option httpchk OPTIONS /primary
    http-check expect status 200
    default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
{servers}
listen replicas
    bind 127.0.0.1:{REPLICAS}
    balance leastconn
    option httpchk OPTIONS /replica
    http-check expect status 200
    default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
{servers}
"""

PGBOUNCER = """
[databases]
parley = host=127.0.0.1 port={PRIMARY} dbname=parley
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {POOLED}
unix_socket_dir =
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
auth_type = scram-sha-256
auth_file = {FOLDER}/pgbouncer.users
ignore_startup_parameters = extra_float_digits
"""


def address(port):
    """A DATABASE_URL to one of the ports of HAProxy or PgBouncer."""
    return f"postgresql://parley:{PASSWORD}@127.0.0.1:{port}/parley"


def start(name, *command):
    """Start a program as the user postgres, in a session of its own; its output goes into the folder."""
    with open(FOLDER / f"{name}.log", "a") as log:
        process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            user=USER, group=USER, extra_groups=[], cwd=FOLDER, start_new_session=True,
        )  # fmt: skip
    (FOLDER / f"{name}.pid").write_text(str(process.pid))
    return process


def start_node(n):
    """Start the Patroni of a node, which starts its PostgreSQL."""
    return start(f"node{n}", "/usr/bin/patroni", FOLDER / f"node{n}.yaml")


def write(name, text):
    """Write a file that the user postgres alone can read."""
    path = FOLDER / name
    path.write_text(text)
    path.chmod(0o600)
    shutil.chown(path, USER, USER)
    return path


def up():
    """Start all of it, wait for it, and make the role and database of Parley."""
    if os.getuid() != 0:
        sys.exit("This starts programs as the user postgres: run it as root.")
    needed = ["/usr/bin/patroni", "/usr/bin/etcd", "/usr/sbin/haproxy", "/usr/sbin/pgbouncer", BINARIES / "postgres"]
    if missing := [str(path) for path in needed if not Path(path).exists()]:
        sys.exit(
            f"{', '.join(missing)}: apt-get install postgresql-15 patroni python3-etcd etcd-server haproxy pgbouncer"
        )
    if FOLDER.exists():
        sys.exit(f"{FOLDER} is there: the cluster runs, or was not ended. `down` ends and removes it.")
    FOLDER.mkdir(mode=0o700)
    shutil.chown(FOLDER, USER, USER)
    values = {name: value for name, value in globals().items() if name.isupper()}
    clients = ",".join(f"http://127.0.{host}:{ETCD}" for host in ("0.1", "1.11", "1.12", "1.13"))
    start(
        "etcd", "/usr/bin/etcd", "--name=one", "--enable-v2=true", f"--data-dir={FOLDER}/etcd", f"--listen-client-urls={clients}",
        f"--advertise-client-urls=http://127.0.0.1:{ETCD}", f"--listen-peer-urls=http://127.0.0.1:{PEERS}",
        f"--initial-advertise-peer-urls=http://127.0.0.1:{PEERS}", f"--initial-cluster=one=http://127.0.0.1:{PEERS}",
    )  # fmt: skip
    for n in NODES:
        (FOLDER / f"node{n}").mkdir(mode=0o700)
        shutil.chown(FOLDER / f"node{n}", USER, USER)
        write(f"node{n}.yaml", NODE.format(n=n, **values))
        start_node(n)
    servers = "\n".join(f"    server node{n} 127.0.0.1{n}:{POSTGRES} check port {PATRONI}" for n in NODES)
    start("haproxy", "/usr/sbin/haproxy", "-db", "-f", write("haproxy.cfg", HAPROXY.format(servers=servers, **values)))
    write("pgbouncer.users", f'"parley" "{PASSWORD}"\n')
    start("pgbouncer", "/usr/sbin/pgbouncer", write("pgbouncer.ini", PGBOUNCER.format(**values)))
    wait_until_whole()
    leader = leader_of(members())
    for sql in (
        f"CREATE ROLE parley LOGIN CREATEDB PASSWORD '{PASSWORD}' IN ROLE pg_monitor",
        "CREATE DATABASE parley OWNER parley",
    ):
        psql(leader, sql)


def psql(n, sql, database="postgres"):
    """Run a statement on a node as its superuser; returns what it prints."""
    command = [BINARIES / "psql", "-h", f"127.0.0.1{n}", "-p", str(POSTGRES), "-U", "postgres", "-d", database]
    environment = {**os.environ, "PGPASSWORD": PASSWORD, "PGCONNECT_TIMEOUT": "5"}
    return subprocess.run(
        [*command, "-X", "-A", "-t", "-c", sql], env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def members(last=None):
    """What a Patroni that answers says of all nodes: [{name, role, state, lag}]; empty when none answers.

    The node ``last`` is asked last: one that was away may tell for a while how things were.
    """
    for n in sorted(NODES, key=lambda n: n == last):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1{n}:{PATRONI}/cluster", timeout=2) as answer:
                return json.load(answer)["members"]
        except (urllib.error.URLError, OSError, ValueError, KeyError):
            continue
    return []


def leader_of(found):
    """The number of the node that leads; None if none does."""
    for one in found:
        if one["role"] == "leader" and one["state"] == "running":
            return int(one["name"].removeprefix("node"))
    return None


def is_whole(found):
    """Whether one node leads, one is its synchronous standby, and the third follows."""
    roles = sorted(one["role"] for one in found)
    following = all(one["state"] in ("running", "streaming") for one in found)
    return roles == ["leader", "replica", "sync_standby"] and following and all(not one.get("lag") for one in found)


def wait_until_whole(seconds=SECONDS, last=None):
    """Return when all nodes are there; ends the program with what is known if they do not come."""
    until = time.monotonic() + seconds
    while not is_whole(found := members(last)):
        if time.monotonic() > until:
            raise TimeoutError(
                f"The cluster is not whole after {seconds} seconds: {found}; its logs stand in {FOLDER}."
            )
        time.sleep(0.5)


def processes(path):
    """The process whose number stands in a file, and all that it started; none that has ended."""
    try:
        found = [int(path.read_text())]
    except (OSError, ValueError):
        return []
    children = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = entry.read_text().rpartition(")")[2].split()
            children.setdefault(int(parts[1]), []).append(int(entry.parent.name))
        except OSError:
            continue
    for pid in found:
        found += children.get(pid, [])
    return [pid for pid in found if _is_ours(pid)]


def _is_ours(pid):
    """Whether a number is still that of a process which works in the folder: numbers are given anew."""
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")).is_relative_to(FOLDER)
    except OSError:
        return False


def of_node(n):
    """The processes of a node: its Patroni and its PostgreSQL, which go on without one another."""
    found = processes(FOLDER / f"node{n}.pid")
    pid = FOLDER / f"node{n}" / "data" / "postmaster.pid"
    if pid.exists():
        copy = FOLDER / f"node{n}.postmaster"
        copy.write_text(pid.read_text().split("\n")[0])
        found += processes(copy)
    return list(dict.fromkeys(found))


def down():
    """End all of it and remove the folder."""
    for n in NODES:
        send(of_node(n), signal.SIGCONT)
        send(of_node(n), signal.SIGKILL)
    for name in ("pgbouncer", "haproxy", "etcd"):
        send(processes(FOLDER / f"{name}.pid"), signal.SIGTERM)
    time.sleep(1)
    shutil.rmtree(FOLDER, ignore_errors=True)


def send(pids, number):
    """Send a signal to processes that may have ended meanwhile."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def status():
    """Print who leads and who follows."""
    for one in members() or [{"name": "no node", "role": "-", "state": "does not answer"}]:
        say(f"{one['name']:<8} {one['role']:<13} {one['state']:<10} {one.get('lag', '')}")


def say(text):
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    command = {"up": up, "down": down, "status": status}.get(sys.argv[1] if len(sys.argv) == 2 else "")
    if command is None:
        sys.exit(__doc__)
    command()
    if command is up:
        say(f"DATABASE_URL={address(PRIMARY)}")
        say(f"DATABASE_READ_URL={address(REPLICAS)}")
        say(f"Through PgBouncer: DATABASE_URL={address(POOLED)} PARLEY_POOLER=1")
