"""What the embedded PostgreSQL is configured with, and the statements that make its role and database."""

NAME = "parley"  # of the database and of the role that owns it

CONFIGURATION = """\
# Written by Parley at every start. Settings of your own: ALTER SYSTEM (postgresql.auto.conf).
listen_addresses = ''
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
random_page_cost = 1.1
jit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 1GB
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
datestyle = 'iso, ymd'
default_text_search_config = 'pg_catalog.english'
"""

# For data that may be lost, such as that of tests.
UNSAFE = """\
fsync = off
synchronous_commit = off
full_page_writes = off
"""

# The kernel authenticates the user at the other end of the socket, so no password is needed.
ACCESS = f"""\
local all {NAME} peer map=parley
local all postgres peer map=parley
"""

# The role owns the database and may create test databases and trusted extensions, no more.
FIRST_STATEMENTS = f"""\
CREATE ROLE {NAME} LOGIN CREATEDB;
CREATE DATABASE {NAME} OWNER {NAME};
"""
