import { dayInProse } from './day-in-prose.js';

/** What a source says it corrected of itself. */
export interface CorrectionNotice {
  readonly text: string;
  /** YYYY-MM-DD of the correction as the notice writes it, else null. */
  readonly on: string | null;
}

/**
 * The first notice by which a page says that it corrected itself; null for none. A notice begins a line and speaks of "this"
 * article: what a page tells of another's correction, and other corrections (of a market, a Department), are none.
 *
 * @param text the page's text, a line per block.
 * @param linked the value of schema.org's `correction` in the page's linked data: text, CorrectionComment, address, or a list.
 */
export function correctionNotice(text: string, linked: unknown = null): CorrectionNotice | null {
  const said = linkedNotices(linked);
  return said.find(({ text: words }) => !isAddress(words)) ?? noticeInText(text) ?? said[0] ?? null;
}

/** Longer lines are an article in one line, whose end says nothing of its beginning. */
const longestNotice = 1_500;
/** Where a label stands alone, its notice is the next line. */
const longestLabel = 60;

function noticeInText(text: string): CorrectionNotice | null {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const found = noticeInLine(line.trim()) ?? noticeUnderLabel(line.trim(), (lines[index + 1] ?? '').trim());
    if (found !== null) return found;
  }
  return null;
}

function noticeInLine(line: string): CorrectionNotice | null {
  if (line.length > longestNotice || line.length < 5) return null;
  const label = labelPattern.exec(line)?.[0] ?? '';
  const rest = line.slice(label.length);
  return isNotice(line, label, rest) ? { text: line, on: dayOfNotice(label, rest) } : null;
}

function noticeUnderLabel(label: string, next: string): CorrectionNotice | null {
  if (label.length > longestLabel || next.length > longestNotice || !loneLabel.test(label)) return null;
  if (!selfReference.test(next) && !admission.test(next)) return null;
  return { text: next, on: dayInProse(label) ?? dayOfNotice('', next) };
}

function isNotice(line: string, label: string, rest: string): boolean {
  if (statements.some((statement) => statement.test(rest.replace(opening, '')))) return true;
  if (label === '' || rest.length < 15) return false;
  return datedLabel.test(label) || selfReference.test(line) || admission.test(rest);
}

/** A day counts only where it says when it was corrected: in the label, or right after the verb. */
function dayOfNotice(label: string, rest: string): string | null {
  const said = correctedOn.exec(rest);
  const after =
    said === null ? '' : rest.slice(said.index + said[0].length, said.index + said[0].length + 40);
  return dayInProse(label) ?? (said === null ? null : dayInProse(after));
}

const word = {
  article:
    '(?:article|story|report|column|post|page|headline|piece|review|map|chart|graphic|caption|obituary|newsletter|essay|transcript|version|video|podcast|fact[- ]check)',
  artikel: '(?:Artikels?|Textes?|Texts?|Beitrags?|Berichts?|Meldung|Grafik|Überschrift)',
  cet: "(?:cet article|ce texte|cette dépêche|ce reportage|l['’]article)",
  este: '(?:este (?:artículo|texto|reportaje)|esta (?:noticia|información|nota|historia))',
  statia:
    '(?:(?:этой|данной|нашей) )?(?:статьи|новости|заметки|публикации|(?:этого |данного )?(?:материала|текста))',
  questo: '(?:questo (?:articolo|testo|pezzo)|questa (?:notizia|pagina))',
};

/** What stands before the words of a notice: brackets, stars, dashes. Not quotation marks: those quote another. */
const opening = /^[\s(*[\]–—•·:.-]+/u;

/** Sentences that are notices by themselves, at the start of a line or after a label. */
const statements: readonly RegExp[] = [
  `(?:an?|the) (?:earlier|previous|prior|original|initial)(?: online)? version of (?:this|the|our) ${word.article}`,
  `(?:earlier|previous) versions of this ${word.article}`,
  `(?:in )?(?:an?|the) (?:earlier|previous) version,? (?:this|the|of this) ${word.article}`,
  `(?:this|the) ${word.article} (?:was|has been|had been) (?:subsequently |later )?(?:amended|corrected)(?![\\p{L}])(?! by )`,
  `(?:this|the) ${word.article} (?:was|has been) (?:updated|edited|revised|changed)(?: on [^.;]{3,40}?)? to (?:correct|fix|clarify|remove an? (?:error|incorrect)|reflect that an earlier)`,
  `this ${word.article} (?:originally|previously|initially|incorrectly|wrongly|mistakenly) (?:said|stated|reported|misstated|gave|identified|named|claimed|referred|quoted|described|attributed)`,
  `this ${word.article} corrects (?:the|an?|that)`,
  `(?:in )?einer (?:früheren|vorherigen|ersten|ursprünglichen) (?:Version|Fassung)(?: (?:dieses|dieser|des|der|unseres) ${word.artikel})?`,
  `(?:eine|die) (?:frühere|vorherige|erste|ursprüngliche) (?:Version|Fassung) (?:dieses|dieser) ${word.artikel}`,
  `(?:dieser|diese) ${word.artikel} wurde(?: am [^,;]{4,30}| nachträglich)? (?:korrigiert|berichtigt)`,
  `(?:dans )?une (?:première |précédente )?version (?:précédente |antérieure |initiale )?de ${word.cet}`,
  `${word.cet} a été (?:corrigé|rectifié)`,
  `(?:en )?una (?:primera )?versión (?:anterior|previa|inicial)?\\s?de ${word.este}`,
  `${word.este} (?:ha sido|fue) (?:corregid|rectificad)[oa]`,
  `в (?:более ранней|предыдущей|первоначальной|прежней|исходной) версии ${word.statia}`,
  `(?:эта |данная )?(?:статья|новость|заметка) (?:была )?исправлена`,
  `(?:этот |данный )(?:материал|текст) (?:был )?исправлен`,
  `(?:in )?una (?:precedente )?versione (?:precedente )?di ${word.questo}`,
  `${word.questo} è stat[oa] (?:corrett|rettificat)[oa]`,
  `uma versão (?:anterior|prévia) d(?:este|esta|o|a) (?:texto|reportagem|artigo|matéria)`,
].map((source) => new RegExp(`^${source}`, 'iu'));

const labelWords =
  "(?:corrections?|clarification|corrections? (?:and|&) clarifications?|editor['’]?s['’]? note|erratum|errata|korrektur(?:hinweis)?|berichtigung|richtigstellung|anm(?:erkung|\\.) d(?:er|\\.) red(?:aktion|\\.)|hinweis der redaktion|rectificatif|précision|note de la rédaction|fe de errata?s?|fe de errores|corrección|rectificación|aclaración|nota del editor|исправление|поправка|уточнение|от редакции|errata corrige|correzione|rettifica|correção|erramos)";
const dateRoom = '(?:[\\s,(–—-]+[^:]{0,40}?\\d{4}[^:]{0,12})?';
const labelPattern = new RegExp(`^[\\s(*[]{0,3}${labelWords}${dateRoom}\\)?\\s*[:–—]\\s*`, 'iu');
const loneLabel = new RegExp(`^[\\s(*[]{0,3}${labelWords}${dateRoom}[\\s:)\\]*.]*$`, 'iu');

/** A label that names the day of the correction speaks of the page itself: nobody dates another's so. */
const datedLabel =
  /^[\s(*[]{0,3}(?:correction|korrektur|rectificatif|corrección|исправление|correzione|correção)[\s(,].*\b\d{4}\b/iu;

/** Words by which a line behind a label speaks of the page itself. */
const selfReference = new RegExp(
  `(?<!\\p{L})(?:(?:this|our) ${word.article}|(?:earlier|previous|original) version|(?:früheren?|vorherigen?|ersten?) (?:Version|Fassung)|diese[rsm] ${word.artikel}|version (?:précédente|antérieure|initiale)|${word.cet}|versión anterior|${word.este}|версии ${word.statia}|versione precedente|${word.questo})`,
  'iu',
);
/** Words by which it says that something had been wrong. */
const admission =
  /(?<!\p{L})(misstated|misspelled|misidentified|misattributed|mischaracterized|misquoted|we (incorrectly|wrongly|mistakenly|regret)|(was|were|is|has been|have been) (incorrectly|wrongly|mistakenly) (given|stated|reported|identified|described|named|attributed)|in error|regrets? the error|has been (amended|corrected)|korrigiert|fälschlich(erweise)?|irrtümlich|erreur|par erreur|corrigé|por error|erróneamente|errónea|ошибочно|неверно|исправлен[аоы]?|по ошибке|erroneamente|per errore|incorretamente)(?!\p{L})/iu;
const correctedOn =
  /(?<!\p{L})(amended|corrected|updated|edited|revised|changed|korrigiert|berichtigt|wurde|corrigé|rectifié|modifié|corregid[oa]|rectificad[oa]|исправлен[ао]?|corrett[oa]|rettificat[oa])(?= (on |am |le |el |il |\d))/iu;

function linkedNotices(linked: unknown): CorrectionNotice[] {
  return [linked].flat().flatMap((one: unknown) => {
    if (typeof one === 'string') return one.trim() === '' ? [] : [{ text: one.trim(), on: null }];
    if (typeof one !== 'object' || one === null) return [];
    const item = one as Readonly<Record<string, unknown>>;
    const text = [item.text, item.description, item.name, item.url, item['@id']].find(
      (value) => typeof value === 'string' && value.trim() !== '',
    );
    const date = [item.datePublished, item.dateCreated, item.dateModified].find(
      (value) => typeof value === 'string',
    );
    if (typeof text !== 'string') return [];
    return [{ text: text.trim(), on: typeof date === 'string' ? dayInProse(date) : null }];
  });
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}
