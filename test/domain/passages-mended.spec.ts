import { nee, no, table, yes } from '../support/judged-tables.js';

table('what is denied, alleged or taken back', [
  [no, 'The trader smuggled ivory.', 'The trader denies he smuggled ivory.'],
  [nee, 'The nurse stole 4 million euros.', 'The nurse was cleared of stealing 4 million euros.'],
  [nee, 'The nurse stole 4 million euros.', 'The nurse was accused of stealing 4 million euros.'],
  [nee, 'The militia shot 30 villagers.', 'It is unclear whether the militia shot 30 villagers.'],
  [nee, 'The tunnel cost 30 million euros.', 'An earlier version said the tunnel cost 30 million euros.'],
  [yes, 'The nurse stole 4 million euros.', 'The nurse stole 4 million euros.'],
]);

table('a verb under another verb', [
  [nee, 'The bishop resigned.', 'The bishop offered to resign.'],
  [nee, 'The court released the editor.', 'The court threatened to release the editor.'],
  [nee, 'The council banned scooters.', 'The council lifted the ban on scooters.'],
  [nee, 'Divers raised the wreck.', 'Divers delayed raising the wreck.'],
  [yes, 'Divers raised the wreck.', 'Divers managed to raise the wreck.'],
]);

table('what is set aside, and exceptions', [
  [nee, 'The fair was held in Lund.', 'The fair was held in Malmo instead of Lund.'],
  [yes, 'The fair was held in Malmo.', 'The fair was held in Malmo instead of Lund.'],
  [nee, 'All judges resigned.', 'All judges but one resigned.'],
  [nee, 'Every canton ratified the pact.', 'Every canton except Uri ratified the pact.'],
]);

table('figures of a part of the time or of the people', [
  [nee, 'Turnout was 66%.', 'Turnout was 39% by 2 p.m.'],
  [nee, 'Police arrested 900 people.', 'Police arrested 150 people on Sunday.'],
  [nee, 'The firm employs 5,000 people.', 'The firm employs 1,100 part-time workers.'],
  [nee, 'The death toll was 80.', 'The death toll rose to 61 on Friday.'],
  [nee, 'Inflation was 4% in 2018.', 'Inflation in France was 2% in 2018.'],
  [no, 'Inflation in France was 4% in 2018.', 'Inflation in France was 2% in 2018.'],
]);

table('whose date, and which time', [
  [nee, 'Weber was born in 1931.', "Weber's sister was born in 1940."],
  [no, 'Weber was born in 1931.', 'Weber was born in 1940.'],
  [nee, 'Ana Costa is finance minister.', 'Ana Costa was finance minister until 2019.'],
  [nee, 'The works makes bells.', 'The works stopped making bells.'],
]);

table('the saying is not the fact', [
  [nee, 'It is a myth that exports fell 5% in 2018.', 'Exports fell 5% in 2018.'],
  [nee, 'The mayor claimed that exports fell 5% in 2018.', 'Exports rose 2% in 2018.'],
  [yes, 'Norway has yet to sign the pact.', 'Norway has not signed the pact.'],
]);

table('other sides, other money', [
  [nee, 'Guards attacked prisoners in Vik.', 'Guards were attacked by prisoners in Vik.'],
  [nee, '30% of pilots are women.', '30% of women are pilots.'],
  [nee, 'The fine was 7 million dollars.', 'The fine was 7 million Canadian dollars.'],
  [nee, 'The US signed the accord.', 'Peru signed the accord.'],
]);
