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
  | 'webhooks:manage'
  | 'ops:manage'
  | 'people:manage'
  | 'keys:manage'
  | 'desks:manage';

/** DESIGN §7: a checker records, checks, binds and publishes; an editor also has webhooks; an admin also people, keys and desks. */
const grants: Readonly<Record<Role, readonly Permission[]>> = {
  reader: ['ledger:read'],
  checker: ['claims:write', 'checks:run', 'series:write', 'sources:write', 'verdicts:publish'],
  editor: ['webhooks:manage', 'ops:manage'],
  admin: ['people:manage', 'keys:manage', 'desks:manage'],
};

/** A key's holder. `role` is the key's, never above the person's. */
export interface Actor {
  readonly personId: string;
  readonly role: Role;
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
