import { parseUrl } from './fetch/parse-url.js';

/** How to reach a PostgreSQL database; fits `pg`'s own options. `host` may be the folder of a unix socket. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: boolean | { readonly rejectUnauthorized: boolean };
}

/**
 * Reads `postgres://user:password@host:port/database`. `sslmode=require|verify-full|no-verify` turns TLS on;
 * `?host=/folder` names a unix socket.
 * @throws Error that names the variable but never shows the address.
 */
export function addressFromUrl(variable: string, text: string): DatabaseAddress {
  const url = parseUrl(text);
  const database = url === null ? '' : decodeURIComponent(url.pathname.slice(1));
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || database === '' || url.username === '') {
    throw new Error(`${variable} is no address of the form postgres://user:password@host:5432/database`);
  }
  const mode = url.searchParams.get('sslmode') ?? 'disable';
  const tls: Readonly<Record<string, DatabaseAddress['ssl']>> = {
    disable: false,
    require: { rejectUnauthorized: false },
    'no-verify': { rejectUnauthorized: false },
    'verify-full': true,
  };
  if (!(mode in tls))
    throw new Error(`${variable}: sslmode ${mode} is not one of ${Object.keys(tls).join(', ')}`);
  return {
    host: url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    ssl: tls[mode],
  };
}
