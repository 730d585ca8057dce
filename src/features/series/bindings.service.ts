import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/actor.js';
import type { SeriesBinding } from '../../domain/check/facts.js';
import { DomainError } from '../../domain/errors.js';
import { parseExpression } from '../../domain/series/expression.js';
import { measureOf } from '../../domain/series/expression-measure.js';
import { Db } from '../../persistence/db.js';
import type { Series } from '../../persistence/series.table.js';
import type { Store } from '../../persistence/store.js';
import { Clock } from '../../platform/clock.js';
import { requireDesk } from '../auth/auth.service.js';
import { boundSeries, seriesBindings } from './series-bindings.js';
import type { ShownBinding } from './shown.js';

/** What an assertion is to be tested against: one series (null: none), or an expression over several. */
export interface NewBinding {
  readonly seriesId?: string | null;
  readonly expression?: string;
  /** Series by the names that the expression gives them. */
  readonly terms?: Readonly<Record<string, string>>;
}

/** The same, made whole. */
interface Bound {
  readonly seriesId: string | null;
  readonly expression: string | null;
  readonly terms: Readonly<Record<string, string>>;
}

/** Which assertion is tested against what. */
@Injectable()
export class BindingsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Ties an assertion to a series or an expression, or with null to none; the next check follows it. Binding again to the
   * same changes nothing.
   *
   * @throws DomainError `assertion/not-found`, `series/not-found`, `auth/other-desk`, `series/bad-expression`.
   */
  async bind(actor: Actor, assertionId: string, input: NewBinding): Promise<void> {
    const wanted = requireOne(input);
    await this.db.write(async (store) => {
      const assertion = await store.claims.assertion(assertionId);
      const claim = assertion === null ? null : await store.claims.find(assertion.claimId);
      if (claim === null) throw new DomainError('assertion/not-found');
      await requireDesk(store, actor, claim.deskId);
      await requireUsable(store, wanted);
      if (isSame(await inForce(store, assertionId), wanted)) return;
      const { seriesId, expression, terms } = wanted;
      const [boundBy, recordedAt] = [actor.personId, this.clock.now()];
      await store.series.bind({ assertionId, seriesId, expression, boundBy, recordedAt }, terms);
    });
  }

  /** The binding in force; all null but the assertion where there never was one. @throws DomainError `assertion/not-found`. */
  binding(assertionId: string): Promise<ShownBinding> {
    return this.db.read(async (store) => {
      if ((await store.claims.assertion(assertionId)) === null) throw new DomainError('assertion/not-found');
      const row = await store.series.binding(assertionId);
      const { seriesId, expression, terms } = await inForce(store, assertionId);
      return {
        ...{ assertionId, seriesId, expression, terms: expression === null ? null : terms },
        boundBy: row?.boundBy ?? null,
        recordedAt: row?.recordedAt.toISOString() ?? null,
      };
    });
  }

  /** The bindings in force of a claim's assertions with all their data, as the checkers take them. */
  of(store: Store, claimId: string): Promise<SeriesBinding[]> {
    return seriesBindings(store, claimId);
  }
}

function requireOne({ seriesId, expression, terms }: NewBinding): Bound {
  if ((seriesId === undefined) === (expression === undefined))
    throw invalid('/seriesId', 'give exactly one of seriesId and expression');
  if (expression === undefined) {
    if (terms !== undefined) throw invalid('/terms', 'terms go with an expression');
    return { seriesId: seriesId ?? null, expression: null, terms: {} };
  }
  const parsed = parseExpression(expression);
  if (!parsed.ok) throw badExpression(`at ${parsed.at}: ${parsed.message}`);
  requireTerms(parsed.terms, terms ?? {});
  return { seriesId: null, expression, terms: terms ?? {} };
}

function requireTerms(names: readonly string[], terms: Readonly<Record<string, string>>): void {
  const missing = names.filter((name) => !Object.hasOwn(terms, name));
  const unused = Object.keys(terms).filter((name) => !names.includes(name));
  if (names.length === 0) throw badExpression('it names no series');
  if (missing.length > 0)
    throw invalid(`/terms/${missing[0] ?? ''}`, 'the expression names it: give its series');
  if (unused.length > 0) throw invalid(`/terms/${unused[0] ?? ''}`, 'the expression does not name it');
  const wrong = Object.entries(terms).find(([, id]) => !uuid.test(id));
  if (wrong !== undefined) throw invalid(`/terms/${wrong[0]}`, 'is not the id of a series');
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The series are there, and the expression over them means something. */
async function requireUsable(store: Store, { seriesId, expression, terms }: Bound): Promise<void> {
  const ids = [...new Set(seriesId === null ? Object.values(terms) : [seriesId])];
  const rows = new Map((await store.series.findAll(ids)).map((row) => [row.id, row]));
  if (ids.some((id) => !rows.has(id))) throw new DomainError('series/not-found');
  const parsed = expression === null ? null : parseExpression(expression);
  if (parsed === null || !parsed.ok) return;
  const named = Object.fromEntries(
    Object.entries(terms).map(([name, id]) => [name, boundSeries(rows.get(id) as Series, [])]),
  );
  const measured = measureOf(parsed.expression, named);
  if (!measured.ok) throw badExpression(measured.message);
}

async function inForce(store: Store, assertionId: string): Promise<Bound> {
  const row = await store.series.binding(assertionId);
  const terms = row?.expression == null ? {} : await store.series.termsOf(assertionId, row.version);
  return { seriesId: row?.seriesId ?? null, expression: row?.expression ?? null, terms };
}

function isSame(a: Bound, b: Bound): boolean {
  const sorted = ({ terms }: Bound): string =>
    JSON.stringify(Object.entries(terms).sort(([x], [y]) => (x < y ? -1 : 1)));
  return a.seriesId === b.seriesId && a.expression === b.expression && sorted(a) === sorted(b);
}

function badExpression(detail: string): DomainError {
  return new DomainError('series/bad-expression', `${detail}.`, [{ pointer: '/expression', detail }]);
}

function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('request/invalid', `${detail}.`, [{ pointer, detail }]);
}
