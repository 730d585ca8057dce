/** What the tables of `wording-tables.ts` hold for English, for quotations in German, French, Spanish, Italian and Russian. Lower case. */

/** Words that say no. Those that are also English words ("sin", "sans", "no") are left out. */
export const foreignNegations =
  'nicht kein keine keinen keinem keiner keines nie niemals weder ohne niemand nichts pas jamais aucun aucune sans nunca jamás ningún ninguna ninguno tampoco nadie ' +
  'nessun nessuno nessuna né не ни нет без никогда никто ничего';

/** Opposites, as `axes`. */
export const foreignAxes: readonly (readonly [string, string])[] = [
  [
    'steigt steigen stieg stiegen gestiegen erhöht erhöhte erhöhten zugenommen wuchs wächst gewachsen zuwachs anstieg mehr höher',
    'sinkt sinken sank sanken gesunken fällt fallen fiel fielen gefallen verringert verringerte abgenommen zurückgegangen rückgang weniger niedriger',
  ],
  [
    'augmenté augmente augmentent augmentation hausse progressé progresse grimpé plus',
    'baissé baisse baissent diminué diminue diminution recul reculé chuté chute moins',
  ],
  [
    'subió sube suben subido aumentó aumenta aumentado creció crece crecido alza más',
    'bajó baja bajan bajado disminuyó disminuye disminuido cayó cae caído descendió menos',
  ],
  ['salito salita aumentato aumentata cresciuto cresciuta', 'sceso scesa diminuito diminuita calato calata'],
  [
    'вырос выросла выросло выросли растет растёт растут увеличился увеличилась увеличилось увеличились повысился повысилась повысились рост',
    'упал упала упало упали падает падают снизился снизилась снизилось снизились сократился сократилась сократилось сократились спад',
  ],
  ['tote toten toter getötet', 'verletzte verletzten verletzter verletzt'],
  ['mort morts mortes tué tués tuées', 'blessé blessés blessée blessées'],
  ['muerto muertos muertas murieron', 'herido heridos heridas'],
  ['погиб погибли погибших убит убиты', 'ранен ранены раненых пострадали пострадавших'],
  ['könnte könnten kann darf', 'wird werden muss'],
  ['pourrait pourraient', 'va doit'],
  ['podría podrían', 'va debe'],
  ['vor', 'nach'],
  ['avant', 'après'],
  ['antes', 'después'],
  ['до', 'после'],
  ['über', 'unter'],
];

/** By English name: the names elsewhere, in every case they take behind a preposition or a day. */
const dateRows: readonly string[] = [
  'january januar jänner janvier enero gennaio январь января январе',
  'february februar février febrero febbraio февраль февраля феврале',
  'march märz mars marzo март марта марте',
  'april avril abril aprile апрель апреля апреле',
  'may mai mayo maggio май мая мае',
  'june juni juin junio giugno июнь июня июне',
  'july juli juillet julio luglio июль июля июле',
  'august août agosto август августа августе',
  'september septembre septiembre settembre сентябрь сентября сентябре',
  'october oktober octobre octubre ottobre октябрь октября октябре',
  'november novembre noviembre ноябрь ноября ноябре',
  'december dezember décembre diciembre dicembre декабрь декабря декабре',
  'monday montag lundi lunes lunedì понедельник понедельника',
  'tuesday dienstag mardi martes martedì вторник вторника',
  'wednesday mittwoch mercredi miércoles mercoledì среда среду среды',
  'thursday donnerstag jeudi jueves giovedì четверг четверга',
  'friday freitag vendredi viernes venerdì пятница пятницу пятницы',
  'saturday samstag sonnabend samedi sábado sabato суббота субботу субботы',
  'sunday sonntag dimanche domingo domenica воскресенье воскресенья',
];

/** To the English name. They stand for a date in lower case too, as most of these languages write them. */
export const foreignDates: ReadonlyMap<string, string> = new Map(
  dateRows.flatMap((row) => {
    const [english = '', ...names] = row.split(' ');
    return names.map((name) => [name, english] as const);
  }),
);

/** Spellings of units, to the English one. */
export const foreignUnits: readonly (readonly [string, string])[] = [
  ['prozent', 'percent'],
  ['процент', 'percent'],
  ['процента', 'percent'],
  ['процентов', 'percent'],
  ['pourcent', 'percent'],
  ['prozentpunkte', 'percentage-point'],
  ['prozentpunkten', 'percentage-point'],
  ['euros', 'euro'],
  ['евро', 'euro'],
  ['километр', 'km'],
  ['километра', 'km'],
  ['километров', 'km'],
];

/** Hedges in front of a figure, longest first. */
export const foreignHedges: readonly (readonly [string, string])[] = [
  ['mehr als', 'over'],
  ['weniger als', 'under'],
  ['rund', 'about'],
  ['etwa', 'about'],
  ['ungefähr', 'about'],
  ['knapp', 'almost'],
  ['fast', 'almost'],
  ['mindestens', 'at-least'],
  ['höchstens', 'at-most'],
  ['über', 'over'],
  ['unter', 'under'],
  ['plus de', 'over'],
  ['moins de', 'under'],
  ['au moins', 'at-least'],
  ['environ', 'about'],
  ['près de', 'almost'],
  ['presque', 'almost'],
  ['más de', 'over'],
  ['menos de', 'under'],
  ['al menos', 'at-least'],
  ['casi', 'almost'],
  ['cerca de', 'about'],
  ['unos', 'about'],
  ['около', 'about'],
  ['почти', 'almost'],
  ['более', 'over'],
  ['больше', 'over'],
  ['менее', 'under'],
];
