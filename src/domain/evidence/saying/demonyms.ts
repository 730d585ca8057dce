/** Peoples and their adjectives by country, where the one does not begin with the other closely enough to be told. */
const rows =
  'Afghanistan:afghan Albania:albanian Algeria:algerian America:american Argentina:argentine,argentinian Armenia:armenian Australia:australian Austria:austrian Azerbaijan:azerbaijani,azeri ' +
  'Bangladesh:bangladeshi Belarus:belarusian Belgium:belgian Bolivia:bolivian Brazil:brazilian Britain:british,briton Bulgaria:bulgarian Cambodia:cambodian Cameroon:cameroonian Canada:canadian Chile:chilean China:chinese Colombia:colombian Croatia:croatian,croat Cuba:cuban Cyprus:cypriot Czechia:czech ' +
  'Denmark:danish,dane Ecuador:ecuadorean,ecuadorian Egypt:egyptian England:english Estonia:estonian Ethiopia:ethiopian Europe:european Finland:finnish,finn France:french Georgia:georgian Germany:german Ghana:ghanaian Greece:greek Hungary:hungarian Iceland:icelandic,icelander India:indian Indonesia:indonesian Iran:iranian Iraq:iraqi Ireland:irish Israel:israeli Italy:italian ' +
  'Jamaica:jamaican Japan:japanese Jordan:jordanian Kazakhstan:kazakh Kenya:kenyan Kosovo:kosovar Kuwait:kuwaiti Kyrgyzstan:kyrgyz Latvia:latvian Lebanon:lebanese Libya:libyan Lithuania:lithuanian Malaysia:malaysian Malta:maltese Mexico:mexican Moldova:moldovan Mongolia:mongolian Montenegro:montenegrin Morocco:moroccan Myanmar:burmese ' +
  'Nepal:nepali,nepalese Netherlands:dutch Nigeria:nigerian Norway:norwegian Pakistan:pakistani Peru:peruvian Philippines:filipino,philippine Poland:polish,pole Portugal:portuguese Qatar:qatari Romania:romanian Russia:russian Rwanda:rwandan Scotland:scottish,scot Senegal:senegalese Serbia:serbian,serb Singapore:singaporean Slovakia:slovak Slovenia:slovenian,slovene Somalia:somali Spain:spanish,spaniard Sudan:sudanese Sweden:swedish,swede Switzerland:swiss Syria:syrian ' +
  'Taiwan:taiwanese Tajikistan:tajik Tanzania:tanzanian Thailand:thai Tunisia:tunisian Turkey:turkish,turk Turkmenistan:turkmen Uganda:ugandan Ukraine:ukrainian Uruguay:uruguayan Uzbekistan:uzbek Venezuela:venezuelan Vietnam:vietnamese Wales:welsh Yemen:yemeni Zambia:zambian Zimbabwe:zimbabwean';

const countries = new Map(
  rows.split(' ').flatMap((row) => {
    const [country = '', peoples = ''] = row.split(':');
    const name = country.toLowerCase();
    return peoples.split(',').flatMap((people) => [[people, name] as const, [`${people}s`, name] as const]);
  }),
);

/** The country of a people or of its adjective ("Swedish", "Swedes"), lower case; other words as they are. */
export function countryOf(word: string): string {
  return countries.get(word) ?? word;
}
