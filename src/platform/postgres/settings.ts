import type { PostgresRecord } from './layout.js';

/**
 * Text of `stet.conf`, included last by postgresql.conf. Sized for one newsroom: 21 MB resident when idle against
 * 25 MB with stock settings, 200 connections. mmap: containers have a /dev/shm of 64 kB.
 */
export function settingsText(record: Pick<PostgresRecord, 'sock' | 'port' | 'tcp'>, fsync: boolean): string {
  const lines = [
    `listen_addresses = '${record.tcp ? '127.0.0.1' : ''}'`,
    `port = ${record.port}`,
    // Double quotes: a comma would split the name. Inside the single quotes ' and \ are escapes.
    `unix_socket_directories = '${record.tcp ? '' : quote(`"${record.sock.replaceAll('"', '""')}"`)}'`,
    'unix_socket_permissions = 0700',
    'max_connections = 200',
    'shared_buffers = 32MB',
    'huge_pages = off',
    'dynamic_shared_memory_type = mmap',
    'io_method = sync',
    'jit = off',
    'max_parallel_workers_per_gather = 0',
    'max_worker_processes = 2',
    'max_logical_replication_workers = 0',
    'wal_level = minimal',
    'max_wal_senders = 0',
    'min_wal_size = 32MB',
    'max_wal_size = 256MB',
    "log_line_prefix = '%m [%p] %a '",
    'log_min_messages = warning',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "cluster_name = 'stet'",
  ];
  // The rest stays on: a SIGKILL of PostgreSQL must lose no commit here either.
  if (!fsync) lines.push('fsync = off');
  return `${lines.join('\n')}\n`;
}

const quote = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll("'", "''");
