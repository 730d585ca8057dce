import { ValidateBy } from 'class-validator';

/** An object of at most so many short texts by short names, as selections and terms are. */
export const IsTextByName = (most: number): PropertyDecorator =>
  ValidateBy({
    name: 'isTextByName',
    validator: {
      validate: (value) => isTextByName(value, most),
      defaultMessage: () => `$property must be an object of at most ${most} texts by name`,
    },
  });

function isTextByName(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= most &&
    entries.every(
      ([name, text]) =>
        name.length > 0 && name.length <= 200 && typeof text === 'string' && text.length <= 200,
    )
  );
}
