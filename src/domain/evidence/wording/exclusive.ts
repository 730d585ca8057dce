import { rootOf } from './roots.js';

/**
 * Words of which one thing, in one respect, is only one: a row is a respect, its sides stand between bars, and words of one side mean the
 * same. What the passage calls a lake is no river. A word may stand in several rows. Only words whose difference turns a sentence round belong
 * here; professions and parts of a trade do not, a person may have several.
 */
const rows: readonly string[] = [
  'win winner victory beat | lose loser loss | draw drew tie tied',
  'support supporter back favor endorse | oppose opponent opposition reject criticize boycott',
  'accept accepted approve approved agree agreed ratify | reject rejected refuse refused deny denied decline declined veto',
  'increase rise grow growth gain raise expand | decrease fall decline drop shrink reduce reduction cut',
  'open opened opening inaugurate | close closed shut closure abandon',
  'build built construct restore restored preserve preserved renovate rebuild establish | destroy destroyed demolish demolished raze ruin',
  'create found founded establish established form formed | abolish abolished dissolve dissolved disband disbanded repeal repealed',
  'join joined enter entered assume assumed enlist | leave left quit resign resigned retire retired depart departed',
  'arrive arrived | depart departed',
  'appoint appointed hire hired elect elected | dismiss dismissed fire fired sack sacked remove removed oust ousted',
  'born birth | died death',
  'marry married | divorce divorced',
  'alive survive survived survivor | dead killed death',
  'start started begin began | end ended finish finished stop stopped cease ceased',
  'buy bought purchase acquire | sell sold',
  'attack attacked | defend defended',
  'publish published release released issue | ban banned withdraw withdrew withdrawn censor',
  'success succeed succeeded successful successfully | fail failed failure unsuccessful unsuccessfully',
  'highlight highlighted stress emphasize protect protected | neglect neglected ignore ignored overlook',
  'love loved like liked praise praised | hate hated dislike disliked criticize criticized condemn',
  'easy easier | difficult hard',
  'legal legalized lawful | illegal unlawful banned prohibited outlawed',
  'north northern | south southern',
  'east eastern | west western',
  'northeast northeastern | northwest northwestern | southeast southeastern | southwest southwestern',
  'left | right',
  'upper | lower',
  'top | bottom',
  'first | last final',
  'large larger largest big bigger biggest | small smaller smallest tiny little',
  'high higher highest | low lower lowest',
  'long longer longest | short shorter shortest',
  'old older oldest | young younger youngest | new newest newer',
  'best | worst',
  'fast faster fastest quick rapid | slow slower slowest',
  'many numerous | few',
  'public | private',
  'amateur | professional',
  'permanent | temporary loan loaned',
  'male man men masculine boy | female woman women feminine girl',
  'father son brother husband king prince uncle nephew | mother daughter sister wife queen princess aunt niece',
  'son daughter child children | father mother parent parents',
  'elder | younger',
  'ancient medieval | contemporary modern',
  'classical | contemporary | folk',
  'black | white | red | blue | green | yellow | orange | purple | brown | gray | pink',
  'gold | silver | bronze',
  'monday | tuesday | wednesday | thursday | friday | saturday | sunday',
  'spring | summer | autumn fall | winter',
  'morning | afternoon | evening',
  'day daily | week weekly | month monthly | year annual yearly',
  'football soccer | baseball | basketball | hockey | rugby | cricket | volleyball | tennis | golf | handball | boxing | badminton',
  'catholic | protestant | anglican | orthodox | buddhist | muslim islam islamic | hindu | jewish judaism | methodist | baptist | lutheran',
  'river stream creek | lake reservoir pond | mountain hill peak | island | desert | forest | glacier | valley | volcano',
  'village | city | country | continent',
  'album | song single | film movie | novel book | opera | magazine newspaper | painting | sculpture | poem | game',
  'genus | species | family | order',
  'plant | animal | fungus | insect | bird | fish | mammal | reptile',
  'bird | mammal primate monkey | reptile snake lizard | amphibian frog | fish | insect beetle moth butterfly',
  'church | mosque | temple | synagogue',
  'hospital | school | prison | hotel | theater | museum | station | airport | lighthouse | library | factory | restaurant | brewery | pub',
  'guitar guitarist | piano pianist | drum drummer | violin violinist | bass bassist | saxophone saxophonist | trumpet trumpeter | flute flautist',
  'goalkeeper | defender | midfielder | striker forward',
  'army | navy naval | air',
  'senate senator | house representative',
  'republican | democrat democratic | independent',
  'liberal | conservative | labour labor | socialist communist',
  'bachelor bachelors | master masters | doctorate phd doctoral',
  'regional | national | international | local',
  'urban | rural',
  'domestic | foreign international',
  'vocal | instrumental',
  'poison poisonous toxic | edible harmless',
  'carnivore carnivorous | herbivore herbivorous',
  'freshwater | marine saltwater',
  'triangle triangular | rectangle rectangular | square | circle circular round',
  'tropical | arctic polar',
  'minimum least fewest | maximum most',
  'licensed | unlicensed',
  'official | unofficial',
  'known | unknown',
  'active | inactive extinct dormant',
  'partial partially partly | complete completely entirely fully',
  'import imported | export exported',
  'employer | employee',
  'teacher professor | student pupil',
  'host hosted | guest visitor',
  'home | away',
  'ally allied | enemy',
  'profit nonprofit | government governmental state',
];

interface Side {
  readonly row: number;
  readonly side: number;
}

const sidesByRoot = new Map<string, Side[]>();
rows.forEach((text, row) =>
  text.split('|').forEach((words, side) => {
    for (const word of words.trim().split(' ')) {
      const root = rootOf(word);
      sidesByRoot.set(root, [...(sidesByRoot.get(root) ?? []), { row, side }]);
    }
  }),
);

/** Where a root stands in the table. */
export function sidesOf(root: string): readonly Side[] {
  return sidesByRoot.get(root) ?? [];
}

/** Whether two roots stand in one row on different sides, and in no row on the same. */
export function exclude(a: string, b: string): boolean {
  const [sides, others] = [sidesOf(a), sidesOf(b)];
  let found = false;
  for (const { row, side } of sides) {
    for (const other of others) {
      if (other.row !== row) continue;
      if (other.side === side) return false;
      found = true;
    }
  }
  return found;
}
