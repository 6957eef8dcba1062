/**
 * Which measure of a disorder is told beside its name.
 * - `day`: the disorder is the name of a result, or makes it: the result of its day, or the last one that bears it in the weeks before.
 * - `peak`: what comes and goes within days: the worst of the days around it.
 * - `found`: a measure that made the diagnosis: the one of a document that tells the disorder, the worst where it gives several.
 * - `latest`: a lasting illness that one measure follows: its last value, with its day.
 */
export interface MeasuredCondition {
  /** Of the folded label. */
  readonly name: RegExp;
  readonly tell: 'day' | 'peak' | 'found' | 'latest';
  /** Concepts of the measures, the usual one first; behind a blank the unit that alone will do. */
  readonly by: readonly string[];
}

const day = (name: RegExp, ...by: string[]): MeasuredCondition => ({ name, tell: 'day', by });
const peak = (name: RegExp, ...by: string[]): MeasuredCondition => ({ name, tell: 'peak', by });
const found = (name: RegExp, ...by: string[]): MeasuredCondition => ({ name, tell: 'found', by });
const latest = (name: RegExp, ...by: string[]): MeasuredCondition => ({ name, tell: 'latest', by });

/** The first whose measure is there is told. */
export const MEASURED_CONDITIONS: readonly MeasuredCondition[] = [
  day(/\bh(?:yper|ypo)calcemie/, 'value:calcium', 'value:calciumcorrige', 'value:calciumionise'),
  day(/\bh(?:yper|ypo)kaliemie/, 'value:potassium'),
  day(/\bh(?:yper|ypo)natremie/, 'value:sodium'),
  day(/\bh(?:yper|ypo)magnesemie/, 'value:magnesium'),
  day(/\bh(?:yper|ypo)phosph(?:at|or)emie/, 'value:phosphore'),
  day(/\bhyperuricemie/, 'value:acideurique'),
  day(/\bhypoalbuminemie/, 'value:albumine'),
  day(/\bh(?:yper|ypo)glycemie/, 'value:glycemie', 'value:glycemieajeun'),
  day(/\bhypertriglyceridemie/, 'value:triglycerides'),
  day(/\bhyperferritinemie|\bcarence (?:martiale|en fer)|\bdeficit en fer|\bhypoferritinemie/, 'value:ferritine'),
  day(/\bhyperbilirubinemie|^ictere/, 'value:bilirubine'),
  day(/\bneutropenie|\bagranulocytose/, 'value:neutrophiles'),
  day(/\blymphopenie|\blymphocytose(?! intra)/, 'value:lymphocytes'),
  day(/\bleucopenie|\bhyperleucocytose/, 'value:leucocytes'),
  day(/\bhypereosinophilie|\beosinophilie/, 'value:eosinophiles'),
  day(/\bthrombopenie|\bthrombocytose/, 'value:plaquettes'),
  day(/\banemie|\bpolyglobulie/, 'value:hemoglobine'),
  day(/\bmacrocytose|\bmicrocytose/, 'value:vgm'),
  day(/\b(?:carence|deficit|insuffisance)s? en vitamine d|\bcarence vitaminique d|\bhypovitaminose d/, 'value:vitd'),
  day(/\b(?:carence|deficit) en (?:vitamine )?b12|\bcarence (?:vitaminique|en vitamine) b12|\bhypovitaminose b12/, 'value:b12'),
  day(/\b(?:carence|deficit) en folates|\bcarence folique/, 'value:folates'),
  day(/\bhypogammaglobulinemie/, 'value:igg', 'value:gammaglob'),
  day(/\bhyperprolactinemie/, 'value:prolactine'),
  day(/\bhyperhomocysteinemie/, 'value:homocysteine'),
  peak(/\bsurdosage en tacrolimus/, 'value:tacrolimusemie'),
  peak(/\b(?:surdosage|intoxication|toxicite)[a-z ]* (?:au|du) lithium/, 'value:lithiemie'),
  peak(/\bsurdosage (?:en|aux?) (?:avk|anti ?vitamine|warfarine|previscan|fluindione|coumadine)/, 'value:inr'),
  peak(/\binsuffisance renale aigue|\bira (?:fonctionnelle|obstructive|organique)|\bagression renale aigue/, 'value:creatinine'),
  peak(/\brhabdomyolyse/, 'value:cpk'),
  peak(/\bpancreatite aigue/, 'value:lipase'),
  peak(/\bcytolyse|\bhepatite (?:aigue|medicamenteuse|cytolytique)/, 'value:alat', 'value:asat'),
  day(/\bsyndrome inflammatoire/, 'value:crp'),
  day(/\bsyndrome nephrotique/, 'value:proteinurie', 'value:rpc'),
  day(/\bthyrotoxicose/, 'value:tsh'),
  day(/\bacidose metabolique/, 'value:bicarbonates', 'value:ph'),
  peak(/\banaphyla/, 'value:tryptase'),
  day(/\bqt long|\ballongement du qt/, 'value:qtc'),
  day(/\bdesaturation|\bhypoxemie/, 'value:spo2'),
  day(/\bbradycardie/, 'value:fc'),
  found(/\bapnees? (?:obstructives? )?du sommeil|\bsa(?:h)?os\b/, 'value:iah'),
  latest(
    /\bdiabete (?!gestationnel|insipide)(?:de type|type|insulin|sucre|\d|lada|mody)|^diabete$|^diabetique/,
    'value:hba1c %',
    'value:hba1c',
  ),
  latest(/\bbpco\b|\bbronchopneumopathie chronique obstructive/, 'value:vems %'),
  latest(/^asthme/, 'value:vems %'),
  latest(/\bpneumopathie (?:interstitielle|d hypersensibilite)|\bfibrose pulmonaire/, 'value:dlco %', 'value:cvf %'),
  latest(/\bhypertension (?:arterielle )?pulmonaire|\bhtap\b/, 'value:paps'),
  latest(
    /\binsuffisance cardiaque|\bcardiomyopathie|\bcardiopathie (?:ischemique|dilatee|hypertensive)|\bdysfonction (?:vg|ventriculaire gauche)/,
    'value:fevg',
  ),
  latest(/\bretrecissement aortique|\bstenose aortique/, 'value:surfaceaortique', 'value:gradmoyen', 'value:vmax'),
  latest(/\binsuffisance renale(?! aigue| terminale)|\bmaladie renale chronique/, 'value:dfg', 'value:creatinine'),
  latest(/\bnephroangiosclerose|\bnephropathie/, 'value:dfg'),
  latest(/\bhypothyroidie|\bhyperthyroidie|\bmaladie de basedow|\bthyroidite/, 'value:tsh'),
  latest(/\bhypercholesterolemie|\bdyslipidemie/, 'value:ldl'),
  latest(/^(?:maladie )?goutt(?:e|euse)\b(?! epaisse)/, 'value:acideurique'),
  latest(/^osteoporose/, 'value:tscore', 'value:zscore'),
  latest(/\bhepatite (?:virale )?b\b/, 'value:cv-vhb'),
  latest(/\bhepatite (?:virale )?c\b/, 'value:cv-vhc'),
  latest(/\binfection (?:par le |a )vih|\bseropositivite vih|^vih\b/, 'value:cv-vih', 'value:cd4'),
  latest(/\bhemochromatose/, 'value:ferritine'),
  latest(/\bsteatose hepatique|\bsteatohepatite|\bfibrose hepatique|\bmash\b|\bnash\b/, 'value:fibroscan'),
  latest(/\bcirrhose/, 'value:meld'),
  latest(/\bdenutrition|\bmalnutrition/, 'value:poids', 'value:albumine'),
  latest(/^obesite|^surpoids/, 'value:imc', 'value:poids'),
  latest(/\b(?:adenocarcinome|cancer)\b.*\bprostat/, 'value:psa'),
  latest(/\bmaladie d ?alzheimer|\btroubles? neurocogniti|\bdemence/, 'value:mmse', 'value:moca'),
  latest(/\bsclerose en plaques/, 'value:edss'),
  latest(/\bpolyarthrite rhumatoide/, 'value:das28'),
  latest(/\bmaladie de crohn|\brectocolite/, 'value:calprotectine'),
  latest(/\bmyelome|\bgammapathie monoclonale/, 'value:picmono'),
  latest(/\bleucemie lymphoide chronique/, 'value:lymphocytes'),
  latest(/\bthrombocytemie/, 'value:plaquettes'),
  latest(/\bpolyglobulie de vaquez|\bmaladie de vaquez/, 'value:hematocrite'),
  latest(/\bacromegalie|\bdeficit en (?:gh|hormone de croissance)/, 'value:igf1'),
  latest(/\bhyperparathyroidie/, 'value:pth', 'value:calcium'),
];

/** An episode of a lasting illness is not measured by how the illness stands today. */
export const EPISODE =
  /^(?:[a-z0-9]+ ){0,2}(?:exacerbations?|decompensations?|poussees?|crises?|accidents?|recidives?|rechutes?|episodes?|remission)\b/;

/** Beyond which a value bears such a name, by its unit, the usual unit first; for values whose source writes no range. */
export const USUAL_BOUNDS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'value:potassium|high': { 'mmol/L': 5, 'mEq/L': 5 },
  'value:potassium|low': { 'mmol/L': 3.5, 'mEq/L': 3.5 },
  'value:sodium|high': { 'mmol/L': 145, 'mEq/L': 145 },
  'value:sodium|low': { 'mmol/L': 135, 'mEq/L': 135 },
  'value:calcium|high': { 'mmol/L': 2.55, 'mg/L': 102 },
  'value:calcium|low': { 'mmol/L': 2.2, 'mg/L': 88 },
  'value:calciumcorrige|high': { 'mmol/L': 2.55, 'mg/L': 102 },
  'value:calciumcorrige|low': { 'mmol/L': 2.2, 'mg/L': 88 },
  'value:albumine|low': { 'g/L': 35 },
  'value:hemoglobine|low': { 'g/dL': 13, 'g/L': 130 },
  'value:glycemie|high': { 'g/L': 1.26, 'mmol/L': 7, 'mg/dL': 126 },
  'value:glycemie|low': { 'g/L': 0.7, 'mmol/L': 3.9, 'mg/dL': 70 },
  'value:glycemieajeun|high': { 'g/L': 1.1, 'mmol/L': 6.1, 'mg/dL': 110 },
  'value:glycemieajeun|low': { 'g/L': 0.7, 'mmol/L': 3.9, 'mg/dL': 70 },
  'value:ferritine|low': { 'µg/L': 100, 'ng/mL': 100 },
  'value:ferritine|high': { 'µg/L': 300, 'ng/mL': 300 },
  'value:b12|low': { 'pmol/L': 200, 'pg/mL': 250, 'ng/L': 250 },
  'value:vitd|low': { 'ng/mL': 30, 'nmol/L': 75, 'µg/L': 30 },
  'value:plaquettes|low': { 'G/L': 150 },
  'value:plaquettes|high': { 'G/L': 400 },
  'value:neutrophiles|low': { 'G/L': 1.8, '/mm3': 1800 },
  'value:leucocytes|low': { 'G/L': 4, '/mm3': 4000 },
  'value:leucocytes|high': { 'G/L': 10, '/mm3': 10_000 },
  'value:creatinine|high': { 'µmol/L': 105, 'mg/L': 12, 'mg/dL': 1.2 },
  'value:lithiemie|high': { 'mmol/L': 0.8, 'mEq/L': 0.8 },
  'value:inr|high': { '': 3 },
  'value:crp|high': { 'mg/L': 5 },
  'value:alat|high': { 'UI/L': 45, 'U/L': 45 },
  'value:asat|high': { 'UI/L': 45, 'U/L': 45 },
  'value:bilirubine|high': { 'µmol/L': 20, 'mg/L': 12 },
  'value:tsh|low': { 'mUI/L': 0.4, 'µUI/mL': 0.4, 'mU/L': 0.4 },
  'value:qtc|high': { ms: 450 },
  'value:spo2|low': { '%': 93 },
  'value:fc|low': { '/min': 55, bpm: 55 },
};

/** Under which the last value says nothing of the illness, by its unit. */
export const LEAST_TOLD: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'value:hba1c': { '%': 5.7, 'mmol/mol': 39 },
  'value:imc': { '': 30, 'kg/m²': 30 },
};
