import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Holder } from '../support/holder.js';
import { baseOf, hold, makePlaces, removePlace } from '../support/place.js';

const places = makePlaces();
const pidFile = (data: string): string => join(baseOf(data), 'pg', 'postmaster.pid');

afterAll(async () => {
  await Holder.killAll();
  places.forEach(removePlace);
});

// 42 starts take their time; where the cluster lies changes nothing for root.
describe.each(places.filter(({ name }) => name !== 'root'))('a server opened and left by $name', (place) => {
  const data = join(place.dir, 'data');

  it('lets six processes open and leave seven times each without one error', async () => {
    const holders = Array.from({ length: 6 }, () => hold(place, data, { rounds: 7 }));
    expect(await Promise.all(holders.map((holder) => holder.ended))).toEqual(holders.map(() => 0));
    const rounds = holders.flatMap(({ events }) => events.filter(({ event }) => event === 'round'));
    expect(rounds).toHaveLength(42);
    expect(existsSync(pidFile(data))).toBe(false);
  });
});
