import { describe, expect, it } from '@jest/globals';
import { matchQuote } from '../../../src/domain/evidence/quote-match.js';
import { approximate } from '../../../src/platform/approximate.js';

const page = (passage: string): string =>
  `The harbour office published its bulletin in the morning.\n\n${passage}\n\nA spokesman declined to answer.`;
const stateOf = (exact: string, now: string) => matchQuote(page(now), { exact }, approximate);

describe('who did what to whom', () => {
  it.each([
    ['The teacher hit the pupil.', 'The pupil hit the teacher.'],
    ['Police attacked demonstrators near the station.', 'Demonstrators attacked police near the station.'],
    ['Police attacked demonstrators there.', 'Police were attacked by demonstrators there.'],
    ['Peru lent Bolivia two engines.', 'Peru was lent two engines by Bolivia.'],
    ['The lawyer was sued by the doctor.', 'The doctor was sued by the lawyer.'],
    ['Tax revenue exceeded spending.', 'Spending exceeded tax revenue.'],
    ['Coffee is cheaper than tea here.', 'Tea is cheaper than coffee here.'],
    ['The doctor said the patient was lying.', 'The patient said the doctor was lying.'],
    ['Judge Marek Dvorak sentenced Pavel Horak.', 'Pavel Horak sentenced Judge Marek Dvorak.'],
  ])('changed: %s → %s', (quoted, now) => {
    expect(stateOf(quoted, now)).toMatchObject({ state: 'changed' });
  });

  it.each([
    ['Police attacked demonstrators there.', 'Demonstrators were attacked by police there.'],
    ['Peru lent Bolivia two engines.', 'Bolivia was lent two engines by Peru.'],
    ['Apples, pears and plums were sold.', 'Plums, pears and apples were sold.'],
    ['Teachers and pupils planted trees.', 'Pupils and teachers planted trees.'],
    ['The region produces wheat and wine.', 'Wheat and wine are produced in the region.'],
    ['The bridge holds, said the mayor.', 'Said the mayor: the bridge holds.'],
    ['On Monday the talks resume in Geneva.', 'The talks resume in Geneva on Monday.'],
  ])('reworded: %s → %s', (quoted, now) => {
    expect(stateOf(quoted, now)).toMatchObject({ state: 'reworded' });
  });
});

describe('figures and dates in other spellings', () => {
  it.each([
    ['The yard employs 1,000 people in Lyon.', 'The yard employs a thousand people in Lyon.'],
    ['It fell to minus 4 degrees overnight.', 'It fell to -4 degrees overnight.'],
    ['The hearing begins at 9.30am in court two.', 'The hearing begins at 9:30 a.m. in court two.'],
    ['It was signed on 4 May 2019 in Oslo.', 'It was signed on May 4th, 2019, in Oslo.'],
    ['It was signed on 14 May 2019 in Oslo.', 'It was signed on 14/05/2019 in Oslo.'],
    ['It was signed on 14 May 2019 in Oslo.', 'It was signed on 2019-05-14 in Oslo.'],
    ['The 19th century mill burned down.', 'The nineteenth-century mill burned down.'],
    ['Three quarters of the crew fled.', '75% of the crew fled.'],
    ['One hundred and twenty men came to the dance.', '120 men came to the dance.'],
    ['Die Stadt zahlte 1.000 Euro pro Haushalt.', 'Die Stadt zahlte 1 000 Euro pro Haushalt.'],
    ['Der Anteil liegt bei 4,5 Prozent.', 'Der Anteil liegt bei 4,5 %.'],
    ['The UN condemned the attack.', 'The United Nations condemned the attack.'],
  ])('reworded: %s → %s', (quoted, now) => {
    expect(stateOf(quoted, now)).toMatchObject({ state: 'reworded' });
  });

  it.each([
    ['It was signed on 14 May 2019 in Oslo.', 'It was signed on 2019-06-14 in Oslo.'],
    ['The fund holds US$3.2 million in bonds.', 'The fund holds A$3.2 million in bonds.'],
    ['It fell to minus 4 degrees overnight.', 'It fell to 4 degrees overnight.'],
    ['The plant emitted 40 tonnes.', 'The plant emitted 40 tonnes less.'],
    ['A quarter of the crew fled.', 'Three quarters of the crew fled.'],
    ['One hundred and twenty men came.', 'One hundred and thirty men came.'],
    ['The hearing begins at 9.30am in court two.', 'The hearing begins at 9.45am in court two.'],
  ])('changed: %s → %s', (quoted, now) => {
    expect(stateOf(quoted, now)).toMatchObject({ state: 'changed' });
  });
});

describe('words that turn a fact', () => {
  it.each([
    ['The fish is non-toxic.', 'The fish is toxic.'],
    ['The drug is harmful to children.', 'The drug is harmless to children.'],
    ['The tax applies to firms unless they export.', 'The tax applies to firms if they export.'],
    ['The talks collapsed.', 'The talks almost collapsed.'],
    ['The court upheld the sentence.', 'The court overturned the sentence.'],
    ['He was convicted of theft.', 'He was accused of theft.'],
    ['It happened yesterday at the gate.', 'It happened today at the gate.'],
    ['The average wage is 3,000 euros.', 'The median wage is 3,000 euros.'],
    ['The bus hit a tree near the school.', 'The truck hit a tree near the school.'],
    ['German troops left the village.', 'French troops left the village.'],
    ['WHO approved the vaccine in June.', 'FDA approved the vaccine in June.'],
    ['The drug probably causes drowsiness.', 'The drug causes drowsiness.'],
    ['The tax applies to all firms.', 'The tax applies to all firms except banks.'],
  ])('changed: %s → %s', (quoted, now) => {
    expect(stateOf(quoted, now)).toMatchObject({ state: 'changed' });
  });
});

describe('quotations in other languages', () => {
  it.each([
    ['Die Zahl der Fälle stieg auf 34.', 'Die Zahl der Fälle sank auf 34.'],
    ['Der Minister hat unterschrieben.', 'Der Minister hat nicht unterschrieben.'],
    ['Rund 40 Häuser brannten.', 'Mehr als 40 Häuser brannten.'],
    ['Le maire a signé le contrat hier.', "Le maire n'a pas signé le contrat hier."],
    ['Le chômage a augmenté de 3 % en mars.', 'Le chômage a augmenté de 3 % en mai.'],
    ['La réunion aura lieu lundi à Lille.', 'La réunion aura lieu mardi à Lille.'],
    ['El paro subió en enero un 3 %.', 'El paro bajó en enero un 3 %.'],
    ['Министр подписал договор в марте.', 'Министр не подписал договор в марте.'],
    ['Цены выросли на 5 процентов.', 'Цены упали на 5 процентов.'],
  ])('changed: %s → %s', (quoted, now) => {
    expect(stateOf(quoted, now)).toMatchObject({ state: 'changed' });
  });
});

describe('what stands right before the words', () => {
  it.each([
    ['changed', 'On that day, ', '30 ships lay at anchor.', 'On that day, nearly 30 ships lay at anchor.'],
    ['changed', 'On that day, nearly ', '30 ships lay at anchor.', 'On that day, 30 ships lay at anchor.'],
    ['changed', 'The treasurer has ', 'resigned over it.', 'The treasurer has not resigned over it.'],
    [
      'exact',
      'On that day, nearly ',
      '30 ships lay at anchor.',
      'On that day, nearly 30 ships lay at anchor.',
    ],
    ['exact', 'The treasurer ', 'resigned over it.', 'The mayor resigned over it.'],
    ['exact', '', '30 ships lay at anchor.', 'On that day, nearly 30 ships lay at anchor.'],
  ])('%s: “%s” before “%s” in “%s”', (state, prefix, exact, now) => {
    expect(matchQuote(page(now), { exact, prefix }, approximate)).toMatchObject({ state });
  });
});

describe('the place that was quoted', () => {
  it('is the one between prefix and suffix, though another like it still has the words', () => {
    const text =
      'Region A\nInjured: 10\nDeaths: 14\nMissing: 1\nRegion B\nInjured: 30\nDeaths: 16\nMissing: 2';
    const quote = { exact: 'Deaths: 14', prefix: 'Injured: 30\n', suffix: '\nMissing: 2' };
    expect(matchQuote(text, quote, approximate)).toMatchObject({
      state: 'changed',
      start: text.indexOf('Deaths: 16'),
    });
  });

  it('is found where words were left out before and behind', () => {
    expect(
      stateOf('…the road through the valley…', 'Then the road through the valley reopens.'),
    ).toMatchObject({ state: 'exact' });
  });
});
