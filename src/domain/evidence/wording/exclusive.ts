import { rootOf } from './roots.js';

/**
 * How far two words shut each other out. `opposite`: in one respect, the one or the other. `act`: acts that undo each other; both may
 * happen to one thing, one after the other. What one event is from two sides (bought, sold) is neither. `kind`: kinds of thing of which one thing is one only, though a text may speak of several.
 */
export type Exclusion = 'opposite' | 'act' | 'kind';

/** A row is a respect, its sides stand between bars, words of one side mean the same. A word may stand in several rows. */
const rows: Readonly<Record<Exclusion, readonly string[]>> = {
  opposite: [
    'support supporter back favor endorse | oppose opponent opposition reject criticize boycott',
    'accept accepted approve approved agree agreed ratify | reject rejected refuse refused deny denied decline declined veto',
    'success succeed succeeded successful successfully | fail failed failure unsuccessful unsuccessfully',
    'highlight highlighted stress emphasize | neglect neglected ignore ignored overlook',
    'love loved praise praised | hate hated dislike disliked criticize criticized condemn',
    'easy easier | difficult hard',
    'legal legalized lawful | illegal unlawful banned prohibited outlawed',
    'north northern | south southern',
    'east eastern | west western',
    'northeast northeastern | northwest northwestern | southeast southeastern | southwest southwestern',
    'upper | lower',
    'top | bottom',
    'large larger largest big bigger biggest | small smaller smallest tiny',
    'high higher highest | low lower lowest',
    'long longer longest | short shorter shortest',
    'older oldest | younger youngest | newest newer',
    'best | worst',
    'fast faster fastest quick rapid | slow slower slowest',
    'many numerous | few',
    'public | private',
    'amateur | professional',
    'permanent | temporary loan loaned',
    'male man men masculine | female woman women feminine',
    'father | mother',
    'son | daughter',
    'brother | sister',
    'husband | wife',
    'king | queen',
    'elder | younger',
    'ancient medieval | contemporary modern',
    'classical | contemporary',
    'regional | national | international',
    'urban | rural',
    'domestic | foreign international',
    'vocal | instrumental',
    'poison poisonous toxic | edible harmless',
    'carnivore carnivorous | herbivore herbivorous',
    'freshwater | marine saltwater',
    'tropical | arctic polar',
    'minimum least fewest | maximum most',
    'licensed | unlicensed',
    'official | unofficial',
    'known | unknown',
    'active | inactive extinct dormant',
    'partial partially partly | complete completely entirely fully',
    'profit | nonprofit',
    'employer | employee',
    'morning | afternoon | evening',
    'liberal | conservative | labour labor | socialist communist',
    'civil civilian | military',
    'positive | negative',
    'horizontal | vertical',
    'hot hottest warm | cold coldest cool',
    'wet | dry',
    'heavy heavier | light lighter',
    'thick | thin',
    'wide wider widest broad | narrow narrower',
    'deep deeper deepest | shallow',
    'strong stronger strongest | weak weaker weakest',
    'rich richer richest wealthy | poor poorer poorest',
    'early earliest | late latest',
    'common | rare',
    'similar same identical | different',
    'majority | minority',
    'optional voluntary | mandatory compulsory obligatory',
    'single | double | triple',
    'solo | duo | trio | quartet | quintet',
    'inner | outer',
    'internal interior | external exterior',
    'coastal | inland',
    'indoor indoors | outdoor outdoors',
    'junior | senior',
    'undergraduate | graduate postgraduate',
    'offensive | defensive',
    'native endemic indigenous | introduced invasive',
    'perennial | biennial',
    'deciduous | evergreen',
    'nocturnal | diurnal',
    'solid | liquid',
    'acidic | alkaline',
    'guilty convicted | innocent acquitted',
    'friend friendly ally allied | enemy hostile',
    'commercial | residential | industrial | agricultural',
    'profitable | unprofitable',
    'popular | unpopular',
    'safe | unsafe dangerous',
    'finished completed complete | unfinished incomplete',
    'married | unmarried',
    'armed | unarmed',
  ],
  act: [
    'win winner victory beat | lose loser loss | draw drew tie tied',
    'increase rise grow growth raise expand | decrease fall decline drop shrink reduce reduction',
    'open opened opening inaugurate | closed shut closure abandon',
    'build built construct restore restored preserve preserved renovate rebuild | destroy destroyed demolish demolished raze ruin',
    'found founded establish established form formed | abolish abolished dissolve dissolved disband disbanded repeal repealed',
    'join joined enter entered assume assumed enlist | leave left quit resign resigned retire retired depart departed',
    'arrive arrived | depart departed',
    'appoint appointed hire hired elect elected | dismiss dismissed fired sack sacked oust ousted',
    'marry married | divorce divorced',
    'survive survived survivor | killed perish perished',
    'start started begin began | end ended finish finished stop stopped cease ceased',
    'attack attacked | defend defended | settle settled',
    'protect protected | attack attacked neglect neglected',
    'publish published release released issue | ban banned withdraw withdrew withdrawn censor',
    'arrest arrested imprisoned jailed | released freed',
    'promote promoted | demote demoted relegated',
    'lengthen extended extend | shorten shortened',
    'add added | removed',
    'widen widened | narrow narrowed',
    'merge merged | split',
  ],
  kind: [
    'black | white | red | blue | green | yellow | orange | purple | brown | gray | pink',
    'gold | silver | bronze',
    'monday | tuesday | wednesday | thursday | friday | saturday | sunday',
    'spring | summer | autumn | winter',
    'football footballer soccer | baseball | basketball | hockey | rugby | cricket cricketer | volleyball | tennis | golf golfer | handball | boxing boxer | badminton',
    'catholic | protestant | anglican | orthodox | buddhist | muslim islam islamic | hindu | jewish judaism | methodist | baptist | lutheran',
    'river stream creek | lake reservoir pond | mountain hill peak | island | desert | forest | glacier | valley | volcano',
    'village | city | country | continent',
    'album | song single | film movie | novel book | opera | magazine newspaper | painting | sculpture | poem | game',
    'genus | species | family | order',
    'plant | animal | fungus',
    'bird | mammal primate monkey | reptile snake lizard | amphibian frog | fish | insect beetle moth butterfly',
    'church | mosque | temple | synagogue',
    'hospital | school | prison | hotel | theater | museum | airport | lighthouse | library | factory | restaurant | brewery | pub',
    'guitar guitarist | piano pianist | drum drummer | violin violinist | bass bassist | saxophone saxophonist | trumpet trumpeter | flute flautist',
    'goalkeeper | defender | midfielder | striker forward',
    'army | navy naval',
    'senate senator | house representative',
    'republican | democrat democratic',
    'bachelor bachelors | master masters | doctorate phd doctoral',
    'triangle triangular | rectangle rectangular | square | circle circular round',
    'politician | businessman businesswoman entrepreneur | actor actress | painter | physician doctor | architect | engineer | athlete | singer | novelist poet | journalist | lawyer | physicist chemist biologist mathematician scientist | historian | priest | dancer | photographer | sculptor | comedian',
    'ship vessel | aircraft airplane | train | car automobile | bus | submarine | tram',
    'wood wooden | stone | brick | steel iron | concrete | glass',
    'television | radio | newspaper',
    'drama | comedy | horror | thriller | documentary | western',
    'rock | pop | jazz | country | classical | folk | metal | punk | blues | reggae | techno',
    'heart | lung | liver | kidney | brain',
    'cancer | pneumonia | tuberculosis | suicide | stroke | malaria | cholera',
    'mathematics | physics | chemistry | biology | law | medicine | philosophy | economics | theology',
    'monarchy | republic | dictatorship',
    'clay | grass | hard',
    'cat | dog | horse | cow cattle | sheep | goat | pig',
    'tree | shrub | grass | fern | moss | orchid',
    'tunnel | bridge | dam | canal | road',
    'battle | treaty | election | festival',
    'crater | asteroid | comet | planet | star | galaxy',
  ],
};

interface Side {
  readonly exclusion: Exclusion;
  /** Names the row among all. */
  readonly row: string;
  readonly side: number;
}

const sidesByRoot = new Map<string, Side[]>();
for (const exclusion of ['opposite', 'act', 'kind'] as const) {
  rows[exclusion].forEach((text, index) =>
    text.split('|').forEach((words, side) => {
      for (const word of words.trim().split(' ')) {
        const root = rootOf(word);
        const entry = { exclusion, row: `${exclusion}-${index}`, side };
        sidesByRoot.set(root, [...(sidesByRoot.get(root) ?? []), entry]);
      }
    }),
  );
}

/** How two roots shut each other out: they stand in one row on different sides, and in no row on the same. Null where they do not. */
export function exclusionOf(a: string, b: string): Exclusion | null {
  const [sides, others] = [sidesByRoot.get(a) ?? [], sidesByRoot.get(b) ?? []];
  let found: Exclusion | null = null;
  for (const { exclusion, row, side } of sides) {
    for (const other of others) {
      if (other.row !== row) continue;
      if (other.side === side) return null;
      found ??= exclusion;
    }
  }
  return found;
}
