import type { Side } from './side.js';
import { standsFor } from './words.js';

/** Fields of the news by words that belong to one alone: with a country in common they make one topic. Concepts or stems. */
const fields: readonly (readonly string[])[] = [
  'jobless wage inflation gdp price export import trade debt deficit budget interest_rate tariff tax economy industry revenue profit employment'.split(
    ' ',
  ),
  'school university student teacher pupil read education exam literacy tuition curriculum classroom'.split(
    ' ',
  ),
  'hospital doctor vaccine patient disease measles malaria health nurse cholera epidemic virus'.split(' '),
  'elect parliament minister president government coalition voter referendum constitution lawmaker'.split(
    ' ',
  ),
  'army war ceasefire missile troop border weapon soldier'.split(' '),
  'emission climate temperature forest glacier drought flood coal renewable'.split(' '),
  'refugee migrant asylum visa citizenship deport'.split(' '),
  'birth die life_expectancy fertility census mortality'.split(' '),
];

/** Whether both claims have a word of one field. */
export function isOneField(a: Side, b: Side): boolean {
  return fields.some((field) =>
    [a, b].every(({ items }) => items.some(({ word }) => field.some((entry) => standsFor(word, entry)))),
  );
}
