import { may } from '../../domain/actor.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../domain/errors.js';
import type { Claim } from '../../persistence/claim.table.js';
import type { Store } from '../../persistence/store.js';

/**
 * The id of a person who can be given the work on a claim.
 * @throws DomainError `person/not-found` for one unknown or disabled, `request/invalid` for a service account or somebody
 * who does not work at the desk.
 */
export async function requireAssignee(store: Store, claim: Claim, personId: string): Promise<string> {
  const why = await whyNot(store, claim, personId);
  if (why === 'is no active person')
    throw new DomainError('person/not-found', 'Claims are assigned to an active person.');
  if (why !== null)
    throw new DomainError('request/invalid', 'Claims are assigned to a person who works at the desk.', [
      { pointer: '/assigneeId', detail: why },
    ]);
  return personId;
}

/** Who has the work again when a published claim is reopened: whoever had it, if they still can, else who reopens it. */
export async function assigneeFor(store: Store, claim: Claim, actor: Actor): Promise<string> {
  const { assigneeId } = claim;
  const stays = assigneeId !== null && (await whyNot(store, claim, assigneeId)) === null;
  return stays ? assigneeId : actor.personId;
}

async function whyNot(store: Store, claim: Claim, personId: string): Promise<string | null> {
  const person = await store.people.find(personId);
  if (person === null || person.disabledAt !== null) return 'is no active person';
  if (person.kind !== 'person') return 'is a service account';
  // An admin works everywhere, as `requireDesk` has it.
  const isAtDesk = may(person.role, 'desks:manage') || (await store.people.worksAt(claim.deskId, personId));
  return isAtDesk ? null : 'does not work at the desk of the claim';
}
