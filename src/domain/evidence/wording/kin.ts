import { foldWord, rootOf } from './roots.js';

/** Words and short turns that say one thing in encyclopedias and in news, by row; the first of a row stands for all. */
const synonyms: readonly string[] = [
  'found establish create form start begin launch set inception origin commence initiate open',
  'premiere debut',
  'build construct erect',
  'author write pen compose composer',
  'film movie picture',
  'settle inhabit',
  'locate situate base lie headquarter site stand seat',
  'reside live home dwell',
  'move relocate emigrate immigrate migrate transfer switch',
  'join sign enter',
  'participate compete contest take-part',
  'soccer football footballer',
  'attend study educate school schooling',
  'graduate degree diploma',
  'work serve employ occupation job post service',
  'career profession professional',
  'buy purchase acquire takeover',
  'own owner possess proprietor',
  'die death pass-away demise decease',
  'kill murder assassinate slay',
  'appoint name select choose nominate pick designate',
  'call title dub entitle refer know',
  'rename change',
  'release publish issue',
  'produce make manufacture maker',
  'design architect',
  'win victory beat champion triumph victorious',
  'receive award get earn gain obtain accept honor',
  'big large huge great major',
  'quick fast rapid',
  'right immediate directly',
  'old ancient historic historical',
  'kid child son daughter',
  'car vehicle automobile',
  'inhabitant population resident people citizen populate',
  'part member element component belong',
  'comprise consist include contain compose encompass make-up feature incorporate',
  'kind type sort form variety',
  'species taxon',
  'end close finish conclude cease shut discontinue disband dissolve break-up stop terminate',
  'happen occur place',
  'base derive inspire adapt',
  'help assist aid support',
  'near close adjacent',
  'area region district zone territory',
  'quit leave resign depart retire release cut waive',
  'company firm corporation business enterprise',
  'magazine journal periodical newspaper',
  'college university',
  'tv television',
  'km kilometer',
  'mi mile',
  'm meter',
  'ft foot',
  'mm millimeter',
  'cm centimeter',
  'kg kilogram',
  'mountain mount mt peak',
  'saint st',
  'street st',
  'role part character portray star actor actress act',
  'sing singer vocal vocalist song',
  'music musician musical',
  'record album recording',
  'student pupil enrollment enroll',
  'race racing',
  'event occasion',
  'train coach',
  'expand extend',
  'show display exhibit exhibition present showcase',
  'unique new original',
  'famous popular well-known renowned notable prominent',
  'vary various different several multiple many numerous',
  'amount total sum number',
  'ship vessel boat',
  'plane aircraft airplane',
  'road highway route street',
  'church parish',
  'baby infant',
  'priest clergy',
  'doctor physician',
  'attorney lawyer barrister solicitor law',
  'prison jail correctional',
  'rank place finish position',
  'run operate manage',
  'lead head chief leader captain',
  'broadcast air',
  'reach achieve attain',
  'tour travel journey trip',
  'king reign monarch',
  'rebuild reconstruct restore renovate',
  'complete finish',
  'current present today now extant',
  'initial original first',
  'convert turn transform',
  'recover restore',
  'demolish destroy raze',
  'teach teacher instructor professor lecturer',
  'language tongue',
  'plant flora',
  'allow permit enable',
  'get become',
  'game match',
  'team club squad side',
  'season year',
  'coach manager',
  'town village municipality commune settlement',
  'state province',
  'mother father parent',
  'brother sister sibling',
  'husband wife spouse marry',
  'want desire seek',
  'try attempt',
  'need require',
  'enough sufficient',
  'previous former prior past',
  'late latter',
  'around about approximately circa roughly',
  'annual yearly',
  'prize award medal',
  'task duty',
  'separate divorce',
  'goal score',
  'unite merge combine consolidate',
  'group band ensemble',
  'goalkeeper goalie keeper',
  'hold serve occupy',
  'alter change modify tweak adjust',
  'provide give offer supply',
  'use utilize employ',
  'special specialize focus',
  'fly flight aviation pilot aviator',
  'sea marine maritime ocean naval',
  'farm agriculture agricultural farmer',
  'dispute controversy conflict',
  'law legal legislation act statute',
  'mid middle midway halfway',
  'follow after subsequent next succeed',
  'vote ballot poll election',
  'protect conserve preserve protection',
  'discover find detect',
  'invent devise develop',
  'imprison jail incarcerate detain',
  'injure wound hurt',
  'shop store retail',
  'debt loan borrow',
  'sick ill disease illness',
  'pupil learner',
  'rich wealthy',
  'poor impoverished',
  'child children kid son daughter sons daughters',
  'marry wife husband wedding spouse',
];

/** People, adjectives and tongues, to the place. */
const nations =
  'america:american,americans britain:british,briton,britons england:english,englishman france:french,frenchman germany:german,germans italy:italian,italians spain:spanish,spaniard ' +
  'portugal:portuguese,portugese netherlands:dutch,holland belgium:belgian switzerland:swiss austria:austrian sweden:swedish,swede norway:norwegian denmark:danish,dane finland:finnish,finn iceland:icelandic ' +
  'ireland:irish scotland:scottish,scot,scots wales:welsh poland:polish,pole russia:russian,russians ukraine:ukrainian belarus:belarusian lithuania:lithuanian latvia:latvian estonia:estonian czechia:czech slovakia:slovak slovenia:slovenian,slovene ' +
  'croatia:croatian,croat serbia:serbian,serb bosnia:bosnian montenegro:montenegrin albania:albanian greece:greek bulgaria:bulgarian romania:romanian hungary:hungarian moldova:moldovan turkey:turkish,turk cyprus:cypriot malta:maltese ' +
  'georgia:georgian armenia:armenian azerbaijan:azerbaijani iran:iranian,persian iraq:iraqi syria:syrian lebanon:lebanese israel:israeli palestine:palestinian jordan:jordanian egypt:egyptian libya:libyan tunisia:tunisian algeria:algerian morocco:moroccan,morrocan ' +
  'sudan:sudanese ethiopia:ethiopian eritrea:eritrean somalia:somali kenya:kenyan uganda:ugandan tanzania:tanzanian nigeria:nigerian ghana:ghanaian senegal:senegalese ivory:ivorian cameroon:cameroonian congo:congolese angola:angolan zambia:zambian zimbabwe:zimbabwean ' +
  'india:indian,indians pakistan:pakistani bangladesh:bangladeshi nepal:nepalese,nepali sri-lanka:lankan,sri-lankan china:chinese japan:japanese korea:korean taiwan:taiwanese mongolia:mongolian,mongol vietnam:vietnamese thailand:thai cambodia:cambodian laos:laotian ' +
  'indonesia:indonesian malaysia:malaysian philippines:filipino,philippine singapore:singaporean australia:australian kazakhstan:kazakh uzbekistan:uzbek tajikistan:tajik kyrgyzstan:kyrgyz turkmenistan:turkmen afghanistan:afghan ' +
  'canada:canadian mexico:mexican brazil:brazilian argentina:argentine,argentinian,argentinean chile:chilean peru:peruvian bolivia:bolivian colombia:colombian venezuela:venezuelan ecuador:ecuadorian,ecuadorean uruguay:uruguayan paraguay:paraguayan cuba:cuban jamaica:jamaican haiti:haitian ' +
  'panama:panamanian honduras:honduran guatemala:guatemalan nicaragua:nicaraguan trinidad:trinidadian hawaii:hawaiian europe:european asia:asian africa:african antarctica:antarctic arctic:arctic caribbean:carribean baltic:baltic ' +
  'california:californian texas:texan quebec:quebecois catalonia:catalan bavaria:bavarian prussia:prussian byzantium:byzantine rome:roman jew:jewish maldives:maldivian fiji:fijian samoa:samoan tonga:tongan luxembourg:luxembourgish kuwait:kuwaiti qatar:qatari bahrain:bahraini oman:omani yemen:yemeni saudi:saudi ' +
  'america:us,usa,united-states britain:uk,united-kingdom,great-britain new-zealand:new-zealand soviet:soviet,soviet-union,ussr south-africa:south-africa north-korea:north-korea south-korea:south-korea ivory-coast:ivory-coast';

const placeByWord: ReadonlyMap<string, string> = new Map(
  nations.split(' ').flatMap((row) => {
    const [place = '', people = ''] = row.split(':');
    return [place, ...people.split(',')].map((word) => [word.replace('-', ' '), place] as const);
  }),
);

/** Places that hold other places of the list: what is British may be Scottish. */
const within: ReadonlyMap<string, string> = new Map(
  'north-korea:korea south-korea:korea soviet:russia rome:italy bavaria:germany prussia:germany catalonia:spain quebec:canada america:north-america jew:israel england:britain scotland:britain wales:britain california:america texas:america hawaii:america'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** The country or region a word names or belongs to, or null. */
export function placeOf(word: string): string | null {
  return placeByWord.get(foldWord(word).replace(/'s?$/, '')) ?? null;
}

/** Whether two places of the table exclude each other. */
export function placesExclude(a: string, b: string): boolean {
  return a !== b && within.get(a) !== b && within.get(b) !== a;
}

const kinByRoot = new Map<string, Set<number>>();
synonyms.forEach((row, index) => {
  for (const word of row.split(' ')) {
    const root = rootOf(word);
    kinByRoot.set(root, (kinByRoot.get(root) ?? new Set()).add(index));
  }
});

/** Whether two roots are the same or stand in one row of the table. */
export function areKin(a: string, b: string): boolean {
  if (a === b) return true;
  const [rows, others] = [kinByRoot.get(a), kinByRoot.get(b)];
  if (!rows || !others) return false;
  for (const row of rows) if (others.has(row)) return true;
  return false;
}
