import type { Priority } from '../domain/claim/priority.js';
import type { Status } from '../domain/standing/view.js';
import type { Scheduled } from '../domain/schedule/policy.js';

/** What the schedule of a claim follows from, but for policies and settings: one row a claim. */
export interface PlanFactRow {
  readonly id: string;
  readonly text: string;
  readonly topics: string[];
  readonly priority: Priority;
  readonly recordedAt: Date;
  readonly status: Status;
  readonly lastCheckId: string | null;
  readonly lastVerifiedAt: Date | null;
  readonly failedChecks: number;
  readonly unchangedChecks: number;
  readonly verdictVersion: number | null;
  readonly verdictKind: 'published' | 'withdrawn' | null;
  readonly expiresOn: string | null;
  readonly isHeld: boolean;
  readonly until: Date | null;
  readonly holdReason: string | null;
  readonly heldBy: string | null;
  readonly assertions: Scheduled[];
  /** A check that answers a due time, or the claim's first, is queued or running. */
  readonly isOpen: boolean;
  /** The last check that could not be made, where that is what the claim waits after. */
  readonly failedAt: Date | null;
  readonly failure: string | null;
  readonly lastSlotAt: Date | null;
}

/** $1: claims. Each part is found by the claim's id in an index of its own. */
export const planFactsStatement = `
  SELECT c.id, c.text, c.topics, c.priority, c.recorded_at AS "recordedAt", s.status, s.last_check_id AS "lastCheckId",
    s.last_verified_at AS "lastVerifiedAt", s.failed_checks AS "failedChecks", s.unchanged_checks AS "unchangedChecks",
    s.verdict_version AS "verdictVersion", v.kind AS "verdictKind", v.expires_on AS "expiresOn",
    h.claim_id IS NOT NULL AS "isHeld", h.until, h.reason AS "holdReason", p.name AS "heldBy",
    COALESCE(a.list, '[]') AS assertions, f.completed_at AS "failedAt", f.failure,
    EXISTS (SELECT 1 FROM "check" k WHERE k.claim_id = c.id AND k.state IN ('queued', 'running')
              AND (k.slot_at IS NOT NULL OR k.trigger = 'recorded')) AS "isOpen",
    (SELECT max(k.slot_at) FROM "check" k WHERE k.claim_id = c.id AND k.slot_at IS NOT NULL) AS "lastSlotAt"
  FROM claim c JOIN claim_state s ON s.claim_id = c.id
  LEFT JOIN verdict v ON v.claim_id = c.id AND v.version = s.verdict_version
  LEFT JOIN schedule_hold h ON h.claim_id = c.id LEFT JOIN person p ON p.id = h.person_id
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('kind', kind, 'dueOn', due_on, 'period', COALESCE(corrected, parsed) -> 'period') ORDER BY position) AS list
    FROM assertion WHERE claim_id = c.id) a ON true
  LEFT JOIN LATERAL (
    SELECT completed_at, failure FROM "check" k
    WHERE k.claim_id = c.id AND s.failed_checks > 0 AND k.state = 'failed' AND k.completed_at IS NOT NULL
    ORDER BY completed_at DESC LIMIT 1) f ON true
  WHERE c.id = ANY($1::uuid[]) ORDER BY c.id`;
