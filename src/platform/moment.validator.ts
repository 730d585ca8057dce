import { ValidateBy, isISO8601 } from 'class-validator';

/** A moment as ISO 8601 with its offset: without one it would be read in the time zone of the server. */
export function IsMoment(): PropertyDecorator {
  return ValidateBy({
    name: 'isMoment',
    validator: {
      validate: isMoment,
      defaultMessage: (args) =>
        `${args?.property ?? 'it'} must be a moment with its offset, as 2019-05-01T00:00:00Z or 2019-05-01T02:00:00%2B02:00`,
    },
  });
}

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** PostgreSQL has no year 0, and the ledger nothing after 9999. */
function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !form.test(value)) return false;
  if (!isISO8601(value, { strict: true, strictSeparator: true }) || Number.isNaN(Date.parse(value)))
    return false;
  return /^(?!0000)\d{4}-/.test(new Date(value).toISOString());
}
