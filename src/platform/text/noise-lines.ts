/**
 * Whether a line of an article is not of its text: a date line, a credit, an invitation to read, follow, subscribe or comment.
 * Only lines that say nothing else are meant; the limit of each rule is the longest line it may judge (characters).
 */
export function isNoiseLine(line: string): boolean {
  return (
    rules.some(({ pattern, longest }) => line.length <= longest && pattern.test(line)) ||
    (dateLabel.test(line) && isDateLine(line))
  );
}

/**
 * Whether a line near the start or the end of an article repeats what stands apart from its text: its title, its author, its date.
 * (Further in, a date alone heads a part of a chronicle.)
 */
export function isFrameLine(line: string, title: string, byline: string | null): boolean {
  if (line.length > 250) return false;
  if (title !== '' && lettersOf(line).toLowerCase() === lettersOf(title).toLowerCase()) return true;
  if (isDateLine(line)) return true;
  const name = byline?.replace(/^by /iu, '').trim() ?? '';
  if (name.length < 4 || line.length > name.length + 80 || !line.includes(name)) return false;
  const rest = line.replace(name, '').replace(/^\W*(by|von|par|por|di|от)(?!\p{L})/iu, '');
  return lettersOf(rest.replace(dateWords, '')) === '';
}

/** Whether a line heads a list of other articles ("You may also like", "Most read"). */
export function isRelatedLabel(line: string): boolean {
  return line.length <= 60 && relatedLabel.test(line.trim());
}

/** Whether a line points to another article ("Read more: …"). Alone it is no proof: what follows must be a link. */
export function isPointer(line: string): boolean {
  return line.length <= 250 && pointer.test(line.trim());
}

interface LineRule {
  readonly pattern: RegExp;
  readonly longest: number;
}

const rules: readonly LineRule[] = [
  // credits of pictures
  {
    pattern:
      /^\W{0,3}(image|photo|photograph|picture|foto|bild|фото|imagen|crédits?|credits?|source image|video)s?( ?(copyright|credit|by|caption|courtesy of|par|von))?\s*[:©/]/iu,
    longest: 160,
  },
  { pattern: /^image (copyright|caption)\b/iu, longest: 250 },
  { pattern: /^(\p{Lu}[\p{L}.'’-]+ ){1,3}\s?[|/] ?(getty images|ap|afp|reuters)\b/u, longest: 80 },
  { pattern: /^[^.!?]*(\/|\| ?|© ?)(getty images|afp|reuters|shutterstock|ap photo)\W*$/iu, longest: 80 },
  { pattern: /^©|^\(c\) \d{4}/iu, longest: 120 },
  {
    pattern: /^(getty( images)?|shutterstock|ap photo|file photo|enlarge( this)? image|view gallery)\W*$/iu,
    longest: 40,
  },
  { pattern: /^(image )?\d{1,3} ?(of|\/) ?\/? ?\d{1,3}\b(?! )/iu, longest: 30 },
  // controls
  {
    pattern:
      /^(advert(isement)?|anzeige|werbung|publicité|publicidad|pubblicità|реклама|sponsored( content)?|story continues below|continue reading( below)?|article continues (below|after advertisement))\W*$/iu,
    longest: 60,
  },
  {
    pattern:
      /^(share|tweet|print|e-?mail|save|like|pin( it)?|comments?|reply|close|caption|home|tags?|menu|search|sign in|log in|subscribe|learn more|order reprints|print article|text size|view author archive|e?-?mail the author|follow on twitter|download( app)?|listen|teilen|drucken|kommentare|partager|imprimer|commentaires|compartir|imprimir|comentarios|condividi|stampa|commenti|поделиться|печать|комментарии|отзывы|добавить отзыв|post (a )?comment|add (a )?comment|leave a (comment|reply)|show comments|view comments|\d+ comments?)( \(\W?\d*\))?\W*$/iu,
    longest: 40,
  },
  { pattern: /^(tags?|filed under|topics|schlagworte|étiquettes|etiquetas|теги|метки)\s*:/iu, longest: 300 },
  // invitations
  {
    pattern:
      /^(please )?(follow|find|like) (us|me|him|her|\p{Lu}[\p{L}’']*|@\w+)( \p{Lu}\p{L}*)* on (twitter|facebook|instagram|x|threads|youtube|linkedin|social)\b/iu,
    longest: 220,
  },
  { pattern: /^follow @\w+/iu, longest: 120 },
  {
    pattern:
      /^\W*((click here to )?(subscribe|sign up)|get (the|our|all the) (latest|best|daily)|want (more|to read more|to receive)|need more|enjoy(ed|ing) th(is|e)|if you (enjoyed|liked) th(is|e)|join our|download our|receive our|never miss)\b[^.!?]*\b(newsletters?|inbox|e-?mail|updates|subscri\p{L}+|magazine|app|whatsapp|telegram|alerts|offer|proposition|twitter|facebook|stories|writers)\b/iu,
    longest: 300,
  },
  {
    pattern:
      /^(abonn(ieren|ez)|jetzt (abonnieren|anmelden)|melden sie sich|inscrivez-vous|suivez-nous|suscr[ií]b\p{L}+|síguenos|iscriviti|seguici|подпи(шитесь|сывайтесь)|следите за)(?!\p{L})/iu,
    longest: 200,
  },
  {
    pattern:
      /^(have a (news )?tip\b|got a (news )?tip\b|write to \p{Lu}.* at \S+@|contact (the (author|writer|reporter)|\p{Lu}.* at \S+@)|send (tips|corrections) to)/iu,
    longest: 200,
  },
  {
    pattern: /^(this (material|story|article) may not be (published|reproduced)|all rights reserved)/iu,
    longest: 250,
  },
  { pattern: /^(by|von|par|por|di|от) ?:?$/iu, longest: 5 },
  // addresses alone
  { pattern: /^https?:\/\/\S+$/iu, longest: 300 },
];

const relatedLabel =
  /^(related( (news|stories|articles|posts?|content|coverage|topics|links|reading))?|more( (news|stories|articles|from|on|in|about|great|like)\b.*)?|you (may|might) (also )?(like|be interested in|enjoy).*|also (read|see|on).*|see also|read (also|more|next|this next)|don['’]?t miss|must[- ]read|most (read|popular|viewed)|trending( now)?|popular( (now|posts|stories))?|latest( (news|stories|posts))?|top stories|recommended( for you)?|editor['’]?s picks?|something to consider|what to read next|recent posts|mehr zum thema|mehr (von|aus|zu)\b.*|lesen sie auch|das könnte sie auch interessieren|auch interessant|meistgelesen|à lire aussi|lire aussi|sur le même (sujet|thème)|articles (liés|similaires)|les plus lus|lea también|le puede interesar|te puede interesar|noticias relacionadas|artículos relacionados|más (leídas|leídos|noticias)|leggi anche|potrebbe interessarti|articoli correlati|i più letti|leia (também|mais)|veja também|notícias relacionadas|mais lidas|читайте также|по теме|похожие (статьи|записи|новости)|самые популярные.*|популярное|другие новости)\s*[:.…»>-]*$/iu;

const pointer =
  /^\W*(related( (post|article|story|video|news|reading))?|read( more| also| next)?|see( more| also)|also read|watch|listen|download|more|don['’]?t miss|mehr( dazu| zum thema)?|lesen sie auch|à lire( aussi)?|lire aussi|lea también|leer más|leggi anche|leia (também|mais)|читайте также|см\. также)\s*[:|»>]/iu;

const dateWords =
  /\b(posted|published|updated|first|last|modified|original(ly)?|created|on|at|am|pm|a\.m|p\.m|noon|gmt|utc|[ecmp][sd]?t|hst|bst|cet|cest|ist|aest|edt|est|today|yesterday|hours?|minutes?|mins?|ago|veröffentlicht|aktualisiert|stand|uhr|am|um|publié|mis à jour|le|à|publicado|actualizado|el|a las|de|pubblicato|aggiornato|il|alle|segunda|terça|quarta|quinta|sexta|feira|às|mon|tue|wed|thu|fri|sat|sun)\b|опубликовано|обновлено|(mon|tues?|wednes|thurs?|fri|satur|sun)day|(mon|diens|donners|frei|sams|sonn)tag|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря/giu;

const dateLabel =
  /\b(posted|published|updated|modified|created|ago|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato)\b|опубликовано|обновлено|\d:\d\d/iu;

/** A line of dates and words that go with dates, and nothing else. */
function isDateLine(line: string): boolean {
  if (line.length > 140 || !/\d{4}|\bago\b|^\W*(posted|updated|published)\b/i.test(line)) return false;
  return /\p{L}{2}/u.test(line) && lettersOf(line.replace(dateWords, '')) === '';
}

function lettersOf(text: string): string {
  return text.replace(/[\d\P{L}]+/gu, '');
}
