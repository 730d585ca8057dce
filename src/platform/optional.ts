import { ValidateIf } from 'class-validator';

/** May be left out, but is not null: class-validator's IsOptional lets null through to columns that take none. */
export const Optional = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
