import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chownSync, existsSync, lstatSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Holder } from '../support/holder.js';
import {
  type Place,
  baseOf,
  hold,
  holdThrowaway,
  isRoot,
  libraryLinks,
  makePlaces,
  ownersBelow,
  removePlace,
} from '../support/place.js';

const places = makePlaces();
const [first] = places as [Place];
const user = places.find(({ name }) => name === 'an ordinary user');

const pidFile = (data: string): string => join(baseOf(data), 'pg', 'postmaster.pid');
const postmasterOf = (data: string): number => Number(readFileSync(pidFile(data), 'utf8').split('\n')[0]);
const logOf = (data: string): string => readFileSync(join(baseOf(data), 'pg.log'), 'utf8');
const startsIn = (data: string): number => logOf(data).split('starting PostgreSQL').length - 1;
const CREATE_JOB = 'CREATE TABLE IF NOT EXISTS job (id int GENERATED ALWAYS AS IDENTITY)';

async function joined(place: Place, data: string, options = {}): Promise<Holder> {
  const holder = hold(place, data, options);
  await holder.waitFor('joined');
  return holder;
}

async function refusal(place: Place, data: string, options = {}): Promise<string> {
  const holder = hold(place, data, options);
  const { message = '' } = await holder.waitFor('refused');
  expect(await holder.ended).toBe(1);
  expect(holder.errors).toBe('');
  expect(message).not.toContain('\n');
  return message;
}

/** Waits for a fact of the file system or the process table, which nobody announces. */
async function until(fact: () => boolean, patience: number): Promise<void> {
  const deadline = Date.now() + patience;
  while (!fact()) {
    if (Date.now() > deadline) throw new Error(`not so within ${patience} ms: ${fact.toString()}`);
    await sleep(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    // The third field is the state; a zombie is dead.
    return !/^[ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, ''));
  } catch {
    return false;
  }
}

afterAll(async () => {
  await Holder.killAll();
  places.forEach(removePlace);
});

describe.each(places)('a server opened by $name', (place) => {
  const data = join(place.dir, 'data');

  it('is started once by eight processes and stopped by the last to leave', async () => {
    const holders = Array.from({ length: 8 }, () => hold(place, data, { fsync: true }));
    await Promise.all(holders.map((holder) => holder.waitFor('joined')));
    expect(startsIn(data)).toBe(1);
    expect(await Promise.all(holders.map((holder) => holder.leave()))).toEqual(holders.map(() => 0));
    expect(existsSync(pidFile(data))).toBe(false);
  });

  it('serves once: the second is told so in one line, the first goes on', async () => {
    const serving = await joined(place, data, { serve: true });
    expect(await refusal(place, data, { serve: true })).toBe(`Stet already runs on ${data}`);
    const worker = await joined(place, data);
    expect(await serving.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await worker.leave();
    expect(await serving.leave()).toBe(0);
  });

  it('outlives the process that started it', async () => {
    const starter = await joined(place, data);
    const worker = await joined(place, data);
    await starter.kill();
    expect(await worker.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await worker.leave();
    expect(existsSync(pidFile(data))).toBe(false);
  });

  it('is adopted with its data after all processes were killed', async () => {
    const killed = await Promise.all([joined(place, data), joined(place, data)]);
    await killed[0].query(CREATE_JOB);
    await killed[0].query('INSERT INTO job DEFAULT VALUES');
    await Promise.all(killed.map((holder) => holder.kill()));
    const pid = postmasterOf(data);
    const next = await joined(place, data);
    expect(postmasterOf(data)).toBe(pid);
    expect(await next.query('SELECT count(*)::int FROM job')).toEqual([{ count: 1 }]);
    await next.leave();
    expect(existsSync(pidFile(data))).toBe(false);
  });

  it('comes back once for all holders after a SIGKILL of PostgreSQL', async () => {
    const holders = await Promise.all([joined(place, data, { serve: true }), joined(place, data)]);
    await holders[0].query(CREATE_JOB);
    await holders[0].query('TRUNCATE job');
    await holders[0].query('INSERT INTO job DEFAULT VALUES');
    const starts = startsIn(data);
    process.kill(postmasterOf(data), 'SIGKILL');
    await Promise.all(holders.map((holder) => holder.waitFor('lost')));
    await Promise.all(holders.map((holder) => holder.waitFor(({ line }) => line === 'PostgreSQL is back')));
    expect(startsIn(data)).toBe(starts + 1);
    await holders[1].query('INSERT INTO job DEFAULT VALUES');
    expect(await holders[0].query('SELECT count(*)::int FROM job')).toEqual([{ count: 2 }]);
    // The lock of the one that serves came back with it.
    expect(await refusal(place, data, { serve: true })).toBe(`Stet already runs on ${data}`);
    expect(await Promise.all(holders.map((holder) => holder.leave()))).toEqual([0, 0]);
    expect(existsSync(pidFile(data))).toBe(false);
  });
});

// The rest does not depend on where the cluster is: root twice would only take longer.
describe.each(places.filter(({ name }) => !name.includes('0700')))('a server used by $name', (place) => {
  const data = join(place.dir, 'data');

  it('starts over a postmaster.pid that is empty, or names a live process that is not PostgreSQL', async () => {
    for (const text of ['', `${process.pid}\n${join(baseOf(data), 'pg')}\n1\n5432\n`]) {
      writeFileSync(pidFile(data), text);
      chownSync(pidFile(data), statSync(join(pidFile(data), '..')).uid, -1);
      const holder = await joined(place, data);
      expect(await holder.leave()).toBe(0);
    }
  });

  it('is not stopped under its clients by Ctrl-C', async () => {
    const setUp = await joined(place, data);
    await setUp.query(CREATE_JOB);
    const logged = logOf(data).length;
    const holder = await joined(place, data, { serve: true, load: true });
    await setUp.leave();
    await holder.query('SELECT 1');
    holder.interrupt();
    expect(await holder.ended).toBe(0);
    expect(holder.events.filter(({ event }) => event.endsWith('-error'))).toEqual([]);
    expect(logOf(data).slice(logged)).not.toContain('terminating connection');
    expect(existsSync(pidFile(data))).toBe(false);
  });

  it('stays after a second Ctrl-C, and the next start adopts it', async () => {
    const holder = await joined(place, data, { serve: true, slowDrain: true });
    const pid = postmasterOf(data);
    holder.interrupt();
    await holder.waitFor('draining');
    holder.interrupt();
    expect(await holder.ended).toBe(130);
    const next = await joined(place, data, { serve: true });
    expect(postmasterOf(data)).toBe(pid);
    await next.leave();
  });

  it('leaves the exit status of a failed command alone', async () => {
    const holder = await joined(place, data);
    holder.tell('fail');
    expect(await holder.ended).toBe(3);
  });

  it('keeps its passwords to the owner of the data directory', () => {
    for (const name of ['postgres-password', 'postgres-roles.json']) {
      expect(statSync(join(data, name)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(join(data, 'postgres.json'), 'utf8')).not.toMatch(/password/i);
  });

  it('goes, with its throw-away directory, within 6 s of a SIGKILL of its process', async () => {
    const holder = holdThrowaway(place);
    const { dataDir = '' } = await holder.waitFor('joined');
    const pid = postmasterOf(dataDir);
    await holder.kill();
    await until(() => !existsSync(dataDir) && !isAlive(pid), 6_000);
  });

  it('goes with its throw-away directory when it is left', async () => {
    const holder = holdThrowaway(place);
    const { dataDir = '' } = await holder.waitFor('joined');
    holder.tell('leave');
    expect(await holder.ended).toBe(0);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('the database', () => {
  let holder: Holder;
  beforeAll(async () => {
    holder = await joined(first, join(first.dir, 'text'));
  });
  afterAll(() => holder.leave());

  it('compares Cyrillic and Kazakh letters without their case', async () => {
    await holder.query('CREATE EXTENSION pg_trgm');
    expect(
      await holder.query("SELECT similarity('Шавкат', 'шавкат') AS same, lower('ӘДІЛ') AS lower"),
    ).toEqual([{ same: 1, lower: 'әділ' }]);
    expect(await holder.query("SELECT cardinality(show_trgm('Әділ')) AS trigrams")).toEqual([
      { trigrams: 5 },
    ]);
  });

  it('belongs to an ordinary role', async () => {
    expect(
      await holder.query(
        "SELECT current_user::text AS me, rolsuper AS super, pg_get_userbyid(datdba)::text AS owner FROM pg_roles, pg_database WHERE rolname = current_user AND datname = 'stet'",
      ),
    ).toEqual([{ me: 'stet_owner', super: false, owner: 'stet_owner' }]);
  });
});

describe('a data directory that is not whole', () => {
  const data = join(first.dir, 'broken');
  beforeAll(async () => {
    await (await joined(first, data)).leave();
  });

  it('is never replaced by an empty database', async () => {
    const pgdata = join(baseOf(data), 'pg');
    renameSync(pgdata, `${pgdata}.away`);
    expect(await refusal(first, data)).toContain(`the database of ${data} is gone from ${pgdata}`);
    expect(existsSync(pgdata)).toBe(false);
    renameSync(`${pgdata}.away`, pgdata);
  });

  it('is refused when another major version made it', async () => {
    const file = join(baseOf(data), 'pg', 'PG_VERSION');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, '17\n');
    expect(await refusal(first, data)).toMatch(
      /made by PostgreSQL 17, this version of Stet brings \d+: .*export/,
    );
    writeFileSync(file, text);
  });

  it('names the cause in one line when PostgreSQL does not start', async () => {
    const file = join(baseOf(data), 'pg', 'postgresql.conf');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text}nonsense here\n`);
    expect(await refusal(first, data)).toMatch(/PostgreSQL did not start: .*(FATAL|syntax error)/);
    writeFileSync(file, text);
    expect(await (await joined(first, data)).leave()).toBe(0);
  });

  it('is not begun anew when it vanishes under a running process', async () => {
    const holder = await joined(first, data);
    const pid = postmasterOf(data);
    renameSync(data, `${data}.away`);
    process.kill(pid, 'SIGKILL');
    await holder.waitFor(
      ({ line = '' }) => line === `the database of ${data} is gone: restore the directory`,
    );
    expect(existsSync(data)).toBe(false);
    renameSync(`${data}.away`, data);
    await holder.waitFor(({ line }) => line === 'PostgreSQL is back');
    expect(await holder.leave()).toBe(0);
  });

  it('opens again where it was moved to', async () => {
    const there = join(first.dir, 'moved');
    renameSync(data, there);
    expect(await (await joined(first, there)).leave()).toBe(0);
    expect(existsSync(pidFile(there))).toBe(false);
  });
});

if (user) {
  describe('packages installed without their scripts', () => {
    it('get their library links at the first start', () => {
      expect(existsSync(join(user.dir, 'data', 'postgres.json'))).toBe(true);
      for (const link of libraryLinks(user)) expect(lstatSync(link).isSymbolicLink()).toBe(true);
    });
  });
}

if (user && isRoot) {
  describe('root and an ordinary user', () => {
    it('may share the directory of the user: no file changes owner', async () => {
      const data = join(user.dir, 'data');
      const before = ownersBelow(data);
      const holder = await joined(first, data);
      await holder.query('CREATE TABLE made_by_root ()');
      expect(await holder.leave()).toBe(0);
      const strangers = [...ownersBelow(data)].filter(([, uid]) => uid !== user.uid);
      expect(before.size).toBeGreaterThan(100);
      expect(strangers).toEqual([]);
      expect(await (await joined(user, data)).leave()).toBe(0);
    });

    it('may not share the directory of root: the user is told what to do', async () => {
      const data = join(first.dir, 'data');
      expect(await refusal(user, data)).toMatch(/belongs to uid \d+: run as root .* or chown/);
    });
  });
}
