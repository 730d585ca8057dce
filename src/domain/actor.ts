/** Who acts, and what each role may do. One table; the guard and the docs read it. */

export type Role = 'reader' | 'checker' | 'editor' | 'admin';

export const roles: readonly Role[] = ['reader', 'checker', 'editor', 'admin'];

export type Permission =
  | 'ledger:read'
  | 'claims:write'
  | 'checks:run'
  | 'series:write'
  | 'sources:write'
  | 'verdicts:publish'
  | 'verdicts:review'
  | 'scales:manage'
  | 'policies:manage'
  | 'review-policy:manage'
  | 'webhooks:manage'
  | 'ops:manage'
  | 'people:manage'
  | 'keys:manage'
  | 'desks:manage';

/** DESIGN §7: a checker records, checks, binds and publishes; an editor also has webhooks, scales and policies; an admin also people, keys, desks and how many must review. */
const grants: Readonly<Record<Role, readonly Permission[]>> = {
  reader: ['ledger:read'],
  checker: [
    'claims:write',
    'checks:run',
    'series:write',
    'sources:write',
    'verdicts:publish',
    'verdicts:review',
  ],
  editor: ['webhooks:manage', 'ops:manage', 'scales:manage', 'policies:manage'],
  admin: ['people:manage', 'keys:manage', 'desks:manage', 'review-policy:manage'],
};

/** A key's holder. `role` is the key's, never above the person's. */
export interface Actor {
  readonly personId: string;
  readonly role: Role;
  /** What is a person's to say, a service account may not. */
  readonly kind: 'person' | 'service-account';
  readonly keyId: string | null;
}

/** True when `role` includes `permission`; a role includes all lower ones. */
export function may(role: Role, permission: Permission): boolean {
  return roles.slice(0, roles.indexOf(role) + 1).some((each) => grants[each].includes(permission));
}

/** The lower of two roles. */
export function lowerRole(a: Role, b: Role): Role {
  return roles.indexOf(a) < roles.indexOf(b) ? a : b;
}
