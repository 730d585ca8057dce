import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../support/app.js';
import { Newsroom, isAlive } from '../support/process.js';

const open: Newsroom[] = [];

async function newsroom(): Promise<Newsroom> {
  const made = await Newsroom.open();
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
}, 60_000);

const body = {
  text: 'Exports reached $3.1 billion in 2018.',
  statedOn: '2019-04-16',
  claimant: 'Ministry of Trade',
};
const record = async (room: Newsroom): Promise<string> =>
  (await room.call('/v1/claims', { body })).json<{ id: string }>().id;
const assessed = (room: Newsroom, id: string): Promise<boolean> =>
  until(
    'the check',
    async () => (await room.call(`/v1/claims/${id}`)).json<{ status: string }>().status === 'assessed',
  );

describe('stet serve', () => {
  it('keeps all data over kill -9, shows its key once, and leaves no server behind after SIGTERM', async () => {
    const room = await newsroom();
    const first = await room.serve('all');
    const id = await record(room);
    await assessed(room, id);
    first.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    const again = await room.serve('all');
    expect(again.out).not.toContain('Bootstrap');
    expect((await room.call(`/v1/claims/${id}`)).json()).toMatchObject({
      id,
      status: 'assessed',
      standingVersion: 2,
    });
    await assessed(room, await record(room));
    const pid = room.postgresPid() ?? 0;
    expect(isAlive(pid)).toBe(true);
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    await until('the server to be gone', () => !isAlive(pid));
    expect(room.postgresPid()).toBeNull();
  }, 120_000);

  it('a second time on the same directory says so in one line and ends', async () => {
    const room = await newsroom();
    await room.serve('api');
    const second = room.stet(['serve'], { STET_PORT: '0' });
    expect(await second.ended).toBe(1);
    expect(second.errors).toBe(`stet: Stet already runs on ${room.dataDir}\n`);
    expect((await room.call('/healthz')).status).toBe(200);
  }, 120_000);

  it('ends with one line when its port is taken, and takes its server along', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const room = await newsroom();
    const { port } = taken.address() as AddressInfo;
    const child = room.stet(['serve'], { STET_PORT: String(port) });
    expect(await child.ended).toBe(1);
    expect(child.errors).toMatch(/(^|\n)stet: listen EADDRINUSE[^\n]*\n$/);
    expect(child.errors).not.toContain('    at ');
    expect(room.postgresPid()).toBeNull();
    taken.close();
  }, 120_000);

  it.each([
    ['STET_FETCH_ALLOW', 'localhost:80'],
    ['STET_SECRET_KEY', 'short'],
    ['DATABASE_URL', 'mysql://x'],
    ['STET_PORT', '70000'],
    ['STET_DATA_DIR', '/proc/stet'],
  ])(
    'ends with one line when %s cannot be used',
    async (name, value) => {
      const room = await newsroom();
      const child = room.stet(['serve'], { [name]: value });
      expect(await child.ended).toBe(1);
      expect(child.errors.trimEnd().split('\n')).toHaveLength(1);
      expect(child.errors).toContain(name);
      expect(child.errors).not.toContain('    at ');
    },
    60_000,
  );

  it('as a worker joins, survives the kill of the api, and works for the next one', async () => {
    const room = await newsroom();
    const api = await room.serve('api');
    const worker = await room.serve('worker');
    await assessed(room, await record(room));
    api.kill('SIGKILL');
    await api.ended;
    const next = await room.serve('api');
    await assessed(room, await record(room));
    expect(worker.running).toBe(true);
    next.kill('SIGTERM');
    expect(await next.ended).toBe(0);
    // The worker is the last to leave: the server is there until then.
    const pid = room.postgresPid() ?? 0;
    expect(isAlive(pid)).toBe(true);
    worker.kill('SIGINT');
    expect(await worker.ended).toBe(0);
    await until('the server to be gone', () => !isAlive(pid));
  }, 120_000);
});

describe('a command that fails', () => {
  it.each([
    [['serve', '--role', 'editor'], 2, 'stet: serve --role takes api, worker or all\n'],
    [['serve', '--port', '1'], 2, /^stet: Unknown option '--port'[^\n]*\n$/],
    [['keys', 'create', '--person', 'Ada', '--role', 'queen'], 2, /^stet: usage: stet keys create [^\n]+\n$/],
    [['clock', 'advance', 'tomorrow'], 2, /^stet: usage: stet clock advance [^\n]+\n$/],
    [['nonsense'], 2, 'stet: there is no verb nonsense; stet --help lists them\n'],
  ])('%j ends with %d and one line', async (args, status, line) => {
    const child = (await newsroom()).stet(args);
    expect(await child.ended).toBe(status);
    expect(child.errors).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
    expect(child.out).toBe('');
  });

  it('keeps its status although it has to leave the server it started', async () => {
    const room = await newsroom();
    await room.stet(['keys', 'create', '--person', 'Ada', '--role', 'reader']).ended;
    const raised = room.stet(['keys', 'create', '--person', 'Ada', '--role', 'admin']);
    expect(await raised.ended).toBe(1);
    expect(raised.errors).toBe('stet: person/role-too-high: Ada is reader: the key can be that or lower.\n');
    expect(room.postgresPid()).toBeNull();
  }, 120_000);

  it('is one that would move time in production', async () => {
    const room = await newsroom();
    const refused = room.stet(['clock', 'advance', 'P3D'], { NODE_ENV: 'production' });
    expect(await refused.ended).toBe(1);
    expect(refused.errors).toBe(
      'stet: stet clock is refused when NODE_ENV is production: a newsroom keeps real time\n',
    );
    const seeded = room.stet(['serve'], { NODE_ENV: 'production', STET_NOW: '2019-04-15T08:00:00Z' });
    expect(await seeded.ended).toBe(1);
    expect(seeded.errors).toBe(
      'stet: STET_NOW is refused when NODE_ENV is production: a newsroom keeps real time\n',
    );
  });
});
