/**
 * What a fetched document is: the page asked for, or what is shown in its place. `soft-404`: it says that the page is not there;
 * `parked`: the domain is for sale; `paywall`: the beginning of a text that subscribers can read; `consent`: a question about
 * cookies alone; `challenge`: a question whether the reader is a person, or a refusal.
 */
export type PageKind = 'page' | 'soft-404' | 'parked' | 'paywall' | 'consent' | 'challenge';

/** What can be seen of a page. */
export interface PageSigns {
  readonly title: string | null;
  /** Main text, a line per block. */
  readonly text: string;
  /** What else it shows. */
  readonly otherText: string;
  /** schema.org `isAccessibleForFree` of its linked data; null when it does not say. */
  readonly isFree: boolean | null;
}

/**
 * Judges a page by its title and text. Only short pages can be anything but `page`: an article that mentions these words is an
 * article. Lengths are in characters.
 */
export function pageKind(signs: PageSigns): PageKind {
  const titles = titleParts(signs.title);
  const isTold = isReport(signs.text);
  for (const rule of rules) {
    if (signs.text.length > rule.longest || isTold || isImpersonal(signs.text)) continue;
    const hasTitle = rule.title !== null && titles.some((part) => rule.title?.test(part) === true);
    const hasText = rule.text.test(beginning(signs, rule.looksAt));
    if (hasTitle || hasText) return rule.kind;
  }
  if (!isTold && isConsentWall(signs.text)) return 'consent';
  return isPaywall(signs) ? 'paywall' : 'page';
}

/**
 * The kind of a page that was reached through redirects: a deep address that led to a front page or an error page is not there,
 * one that led to a page of consent or of signing in was not shown. Short links that lead to another site's front page mean it.
 */
export function kindAfterRedirect(kind: PageKind, askedUrl: string, finalUrl: string): PageKind {
  if (kind !== 'page' || askedUrl === finalUrl) return kind;
  const asked = placeOf(askedUrl);
  const final = placeOf(finalUrl);
  if (asked === null || final === null) return kind;
  const rule = wallPaths.find(({ path }) => path.test(final.path) && !path.test(asked.path));
  if (rule !== undefined) return rule.kind;
  if (isFront(asked) || !isFront(final)) return kind;
  const isShortLink = asked.host !== final.host && /^\/[^/]{1,16}$/.test(asked.path);
  return isShortLink ? kind : 'soft-404';
}

interface KindRule {
  readonly kind: PageKind;
  /** A whole title, or a whole part of one beside the site's name. */
  readonly title: RegExp | null;
  readonly text: RegExp;
  /** A longer main text is a page whatever it says. */
  readonly longest: number;
  /** How much of the beginning of the text is read. */
  readonly looksAt: number;
}

const rules: readonly KindRule[] = [
  {
    kind: 'challenge',
    title:
      /^(just a moment(\.{3}|…)?|attention required!?|access denied|access to this page has been denied|(are you|you are) (a robot|human)\??|robot check|human verification|security check|pardon our interruption|один момент|einen moment( bitte)?|un momento|ddos-guard)$/iu,
    text: /verify(ing)? (that )?you('re| are) (a )?(human|not a (ro)?bot)|checking (your browser|if the site connection is secure)|(enable|turn on) javascript and cookies to continue|(detected )?unusual traffic from your|needs to review the security of your connection|complete the (captcha|security check)|please (complete|solve) the captcha|you have been blocked|you don't have permission to access|bestätigen sie,? dass sie (ein mensch|kein roboter)|prouvez que vous n'êtes pas un robot|vérifie[rz] que vous êtes (un )?humain|demuestra que eres humano|verifica(re)? (che|di) (non )?(sei|essere) (un )?(umano|robot)|подтвердите,? что вы (человек|не робот)/iu,
    longest: 1_200,
    looksAt: 1_200,
  },
  {
    kind: 'parked',
    title: /^\S+\.\S+ (is for sale|steht zum verkauf|est à vendre|está en venta|- domain for sale)$/iu,
    text: /(this |the )?domain( name)? (\S+\.\S+ )?(is|may be|has been|is now) (available )?(for sale|parked|expired|registered (at|by|with))|buy this domain|(domain|website) (is|you are looking for is) for sale|make an offer on this domain|this (web ?page|domain|site) is parked|(diese|die) domain (\S+ )?(steht|ist|könnte).{0,20}(zum verkauf|zu verkaufen|geparkt)|domain (kaufen|zu verkaufen)|ce (nom de )?domaine est (à vendre|en vente|parqué)|este dominio (está|se encuentra) (en|a la) venta|questo dominio è in vendita|(этот )?домен (\S+ )?(продается|продаётся|припаркован|выставлен на продажу)|related searches sponsored listings/iu,
    longest: 1_500,
    looksAt: 1_500,
  },
  {
    kind: 'soft-404',
    title:
      /^\W*((error|http|fehler|erreur|ошибка|errore)?\W*(404|410)\W*((page|file|seite)? ?not found|error|nicht gefunden|introuvable|no encontrada|non trovata|не найдена)?|(404\W*)?(page|article|story|content|document|file) (not found|unavailable|does not exist|cannot be found)|not found|oops!?|seite nicht (gefunden|verfügbar)|page (introuvable|non trouvée)|página no encontrada|pagina non trovata|página não encontrada|страница не найдена|strona nie znaleziona)\W*$/iu,
    text: /(page|article|story|content|document|file|url|address|link)( that)?( you('re| are| were| have)?)? ?((are |were )?(looking for|trying to (reach|access|view|find)|requested|followed)|at this address)?,? (was not found|(is|was)(n't| not) (found|available)|is no longer (available|here|online)|could not be (found|located)|couldn't be found|can(not|'t|not be|'t be) (be )?found|does(n't| not) exist|no longer exists|has been (removed|deleted)|may have been (removed|moved|deleted)|might have been (removed|moved|deleted))|(we|sorry|unfortunately)[^.]{0,30} (can(not|'t)|could(n't| not)) find (that|the|this) page|\b404\b.{0,20}not found|(die|diese) (angeforderte |gesuchte |gewünschte )?seite (\S+ ){0,3}(nicht (gefunden|verfügbar|mehr)|existiert nicht)|la page (que vous (recherchez|demandez|avez demandée) )?(est introuvable|n'existe (pas|plus)|n'a pas été trouvée)|la página (que (buscas|busca|solicitaste) )?no (existe|se encuentra|está disponible|ha sido encontrada|se ha encontrado)|la pagina (richiesta|che (cerchi|stai cercando) )?\s?non (esiste|è stata trovata|è disponibile)|(запрашиваемая |запрошенная )?страница (\S+ ){0,2}(не найдена|не существует|удалена)|такой страницы (нет|не существует)/iu,
    longest: 1_200,
    looksAt: 500,
  },
];

const wallPaths: readonly { readonly path: RegExp; readonly kind: PageKind }[] = [
  { path: /\/(404|not-?found|page-?not-?found|error-?(page|404)?)(\.\w+)?\/?$/i, kind: 'soft-404' },
  { path: /\/(consent|collectconsent|cookie-?wall|privacy-?wall)(\/|$)/i, kind: 'consent' },
  { path: /\/(log-?in|sign-?in|register|subscribe|abo|paywall)(\.\w+)?\/?$/i, kind: 'paywall' },
];

/** Whether a sentence tells what somebody said: news of error pages, domains and cookies does so, and such pages do not. */
function isReport(text: string): boolean {
  return sentencesOf(text).some((sentence) => sentence.length >= 40 && telling.test(sentence));
}

const telling =
  /(?<!\p{L})(said|says|told|ruled|announced|sagte|sagt|erklärte|teilte|déclaré|affirmé|dijo|afirmó|anunció|ha detto|сказал|сказала|заявил|заявила|сообщил|сообщила)(?!\p{L})/iu;

/** Whether there is prose that speaks neither to the reader nor of the site: an article, however short. */
function isImpersonal(text: string): boolean {
  const prose = sentencesOf(text).filter((sentence) => sentence.length >= 80 && !personal.test(sentence));
  return prose.length >= impersonalSentences;
}

const impersonalSentences = 4;
const personal =
  /(?<!\p{L})(you|your|we|our|us|please|(this|the|web) ?(page|site)s?|websites?|domains?|browser|sie|ihre?n?|wir|unsere?n?|vous|votre|nous|notre|usted|su|nuestr[oa]|вы|ваш\p{L}*|мы|наш\p{L}*|сайт\p{L}*)(?!\p{L})/iu;

/** Lines of prose cut at their full stops; a headline of a list has none. */
function sentencesOf(text: string): readonly string[] {
  return text.slice(0, 5_000).match(/[^.!?\n]+[.!?]/gu) ?? [];
}

/** The beginning of what a page says; its other text counts only where there is hardly any main text. */
function beginning({ text, otherText }: PageSigns, length: number): string {
  const whole = text.length < 200 ? `${text}\n${otherText.slice(0, 1_000)}` : text;
  return whole.slice(0, length).replace(/[’‘]/g, "'").replace(/\s+/g, ' ');
}

function titleParts(title: string | null): string[] {
  const whole = (title ?? '').slice(0, 300).trim();
  return [whole, ...whole.split(/\s[-|–—:·»/]\s|: /u).map((part) => part.trim())];
}

const consentWord =
  /\bcookies?\b|\bconsent\b|\bpartners?\b|\bpersonali[sz]ed (ads?|content)|\bprivacy\b|\baccept all\b|\bstore and\/or access\b|\bdatenschutz|\beinwilligung|\bpersonalisierte\b|\bconfidentialité\b|\bconsentement\b|\bprivacidad\b|\bconsentimiento\b|\bconsenso\b|\bdati personali\b|согласие|персональных данных|файлы cookie/giu;

/** A short text most of which is about cookies, in several of the words such questions use. */
function isConsentWall(text: string): boolean {
  if (text.length > 3_000 || text.trim() === '') return false;
  const lines = text.split('\n');
  const about = lines.filter((line) => line.search(consentWord) >= 0);
  const words = new Set((text.match(consentWord) ?? []).map((each) => each.toLowerCase().replace(/s$/, '')));
  const share = about.join('').length / lines.join('').length;
  return words.size >= 3 && words.has(oneOf(words, ['cookie', 'файлы cookie'])) && share >= 0.6;
}

function oneOf(words: ReadonlySet<string>, wanted: readonly string[]): string {
  return wanted.find((each) => words.has(each)) ?? '';
}

const subscribe =
  /(subscribe|sign (up|in)|log in|register|become a (member|subscriber)) (now |today )?(to|and|for) (continue|keep|read|unlock|access|full|the full)|(to|please) (continue reading|read (the full|this)|unlock this)|this (article|content|story) is (only )?(for|available to|reserved for|exclusive to) (our )?(paid |paying |premium )?(subscribers|members)|(already|not yet) a subscriber\?|(diesen|den) (artikel|text) (weiter|jetzt )?(lesen|freischalten)|jetzt (weiterlesen|abonnieren|testen)|nur für abonnenten|article (est )?réservé (à nos|aux) abonnés|abonnez-vous pour (lire|continuer)|il vous reste \d+ ?% de cet article|contenido exclusivo para suscriptores|suscr[ií]b\p{L}+ para (seguir|continuar|leer)|contenuto riservato agli abbonati|abbonati per (leggere|continuare)|(подпишитесь|оформите подписку),? чтобы (читать|продолжить)|(материал|статья) доступ\p{L}+ (только )?(по подписке|подписчикам)/iu;
/** A text of this length is an article, of which a part may be missing; shorter ones are beginnings. */
const longestTeaser = 2_500;

function isPaywall({ text, otherText, isFree }: PageSigns): boolean {
  if (text.length > longestTeaser) return false;
  const shown = `${text}\n${otherText.slice(0, 20_000)}`.replace(/[’‘]/g, "'");
  return isFree === false ? text.length < 1_500 || subscribe.test(shown) : subscribe.test(text.slice(-800));
}

interface Place {
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** A domain has no URL class: scheme, host, path and query by hand. */
function placeOf(url: string): Place | null {
  const match = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^?#]*)(\?[^#]*)?/i.exec(url);
  if (match === null) return null;
  const host = (match[1] ?? '').toLowerCase().replace(/^(www|m|amp)\./, '');
  return { host, path: match[2] || '/', query: match[3] ?? '' };
}

function isFront({ path, query }: Place): boolean {
  const isRoot = /^\/?([a-z]{2}([-_][a-z]{2})?\/?)?((index|home|default)(\.\w{2,5})?\/?)?$/i.test(path);
  return isRoot && !/[?&](id|p|page_id|article|story|q|u|url)=/i.test(query);
}
