/** Agencies whose short names stand in credit lines. */
const agencies =
  'Reuters|AP|Associated Press|AFP|Agence France-Presse|TASS|ITAR-TASS|Interfax|RIA(?: Novosti)?|Xinhua|dpa|DPA|EFE|ANSA|PTI|UPI|Kyodo|Yonhap|Anadolu|Ukrinform|PAP|APA|ANP|Belga|Ritzau|NTB|STT|BNS|CTK|ČTK|MTI|Tanjug|Hina|Kazinform|UzA|KUNA|WAM|Bernama|Antara|IRNA|PA Media|Press Association|Bloomberg';
const named = `(?:the )?(?:${agencies}|[Aa]gency \\p{Lu}[\\p{L}\\d]*|(?:\\p{Lu}[\\p{L}’'-]*[ -]){1,3}(?:[Nn]ews|[Pp]ress) [Aa]gency|\\p{Lu}[\\p{L}’'-]* [Aa]gency)`;

/** Where a text credits an agency: at its head, at its end, or as the one who reports. */
const credits: readonly RegExp[] = [
  new RegExp(`^[^.!?]{0,60}?\\((${named})\\)`, 'u'),
  new RegExp(`[(/\\[–—-] ?(${named}) ?[)/\\]]?\\.?\\s*$`, 'u'),
  new RegExp(
    `\\b(?:[Aa]ccording to|[Ss]ource:|[Cc]redit:|[Rr]eporting by|[Cc]iting|told) (${named})(?=[\\s,.;)]|$)`,
    'u',
  ),
  new RegExp(`(?:^|[\\s,])(${named}),? (?:reports?|reported|says|said|writes|wrote|quoted|cited)\\b`, 'u'),
];

/** The agency a text is credited to, in small letters and without article, or null. */
export function agencyOf(text: string): string | null {
  const trimmed = text.trim();
  for (const credit of credits) {
    const found = credit.exec(trimmed)?.[1];
    if (found !== undefined) return found.replace(/^the /u, '').toLowerCase();
  }
  return null;
}
