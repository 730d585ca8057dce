import { ValidateBy } from 'class-validator';
import type { ValidationOptions } from 'class-validator';
import { isDay } from '../domain/claim/days.js';

/** A calendar day that exists, as `2019-02-28`: neither 2019-02-30 nor a date with a time. */
export function IsDay(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isDay',
      validator: {
        validate: isStorableDay,
        defaultMessage: (args) => `${args?.property ?? 'it'} must be a day of the calendar, as 2019-02-28`,
      },
    },
    options,
  );
}

/** PostgreSQL has no year 0. */
function isStorableDay(value: unknown): boolean {
  return typeof value === 'string' && isDay(value) && !value.startsWith('0000');
}
