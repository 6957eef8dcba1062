import { LASTING, YEAR, o } from './option.js';
import type { Choice } from './claim.js';

/** What an illness is, and where: told once by those who found it. */
export const ILLNESS: readonly Choice[] = [
  {
    name: 'Type de diabète',
    scope: 'life',
    importance: 3,
    options: [
      o('type 1', /\bdiab[eè]te\w*(?: \w+)? (?:de )?type (?:1|i)\b|\bdt ?1\b|\bdid\b(?! ?2)|\bdiabete insulinodependant/),
      o('type 2', /\bdiab[eè]te\w*(?: \w+)? (?:de )?type (?:2|ii)\b|\bdt ?2\b|\bdnid\b|\bdiabete non insulinodependant/),
      o('secondaire', /\bdiabete (?:pancreatoprive|secondaire|cortico ?induit)/),
    ],
  },
  {
    name: 'Maladie inflammatoire intestinale',
    scope: 'life',
    importance: 2,
    options: [o('Crohn', /\bcrohn\b/), o('rectocolite', /\brecto ?colite(?: hemorragique)?|\brch\b/)],
  },
  {
    name: 'Thyroïde',
    scope: YEAR,
    importance: 2,
    options: [
      o('hyperthyroïdie', /\bhyperthyroidie|\bbasedow/),
      o('hypothyroïdie', /\bhypothyroidie/),
      o('euthyroïdie', /\beuthyroidi?e?\b/),
    ],
  },
  {
    name: 'AVC',
    scope: 'event',
    importance: 3,
    options: [
      o(
        'hémorragique',
        /\b(?:avc|accident vasculaire(?: cerebral)?)(?: \w+){0,2} hemorragique|\bhematome (?:intra ?(?:cerebral|parenchymateux)|cerebral)|\bhemorragie (?:intra ?)?cerebrale/,
      ),
      o('ischémique', /\b(?:avc|accident vasculaire(?: cerebral)?|aic)(?: \w+){0,2} ischemique|\binfarctus (?:cerebral|sylvien)|\baic\b/),
    ],
  },
  {
    name: 'Infarctus, territoire',
    scope: 'event',
    importance: 2,
    about: /\b(?:infarctus|idm|sca|stemi|nstemi)\b/,
    options: [
      o('antérieur', /\b(?:infarctus|idm|sca|st ?\+|stemi)(?: \w+){0,4} (?:antero? ?\w*|anterieur\w*)/),
      o('inférieur', /\b(?:infarctus|idm|sca|st ?\+|stemi)(?: \w+){0,4} inferi\w+/),
      o('latéral', /\b(?:infarctus|idm|sca|st ?\+|stemi)(?: \w+){0,4} lateral/),
    ],
  },
  {
    name: 'Artère coronaire traitée',
    scope: 'event',
    importance: 2,
    about: /\b(?:stents?|angioplastie|stentee?|atl|dilatation)\b/,
    options: [
      o('IVA', /\biva\b|\binterventriculaire anterieure/),
      o('circonflexe', /\bcirconflexe|\bcx\b/),
      o('coronaire droite', /\bcoronaire droite|\bcd\b|\bcdroite/),
      o('tronc commun', /\btronc commun|\btcg\b/),
      o('marginale', /\bmarginale/),
      o('diagonale', /\bdiagonale\b/),
    ],
  },
  {
    name: 'Fibrillation atriale',
    scope: YEAR,
    importance: 2,
    about: /\b(?:fa|acfa|fibrillation|arythmie)\b/,
    options: [
      o('permanente', /\b(?:fa|acfa|fibrillation \w+|arythmie\w*)(?: \w+){0,3} permanente/),
      o('paroxystique', /\b(?:fa|acfa|fibrillation \w+|arythmie\w*)(?: \w+){0,3} paroxystique/),
      o('persistante', /\b(?:fa|acfa|fibrillation \w+|arythmie\w*)(?: \w+){0,3} persistante/),
    ],
  },
  {
    name: 'DMLA',
    scope: YEAR,
    importance: 2,
    about: /\bdmla\b|degenerescence maculaire/,
    subject: /\b(od|og|oeil droit|oeil gauche|bilaterale|odg)\b/,
    options: [
      o('sèche', /\b(?:dmla|maculaire(?: liee a l age)?)(?: \w+){0,2} (?:seche|atrophique)/),
      o('humide', /\b(?:dmla|maculaire(?: liee a l age)?)(?: \w+){0,2} (?:humide|exsudative|neovasculaire)/),
    ],
  },
  {
    name: 'Cancer du sein',
    scope: 'life',
    importance: 2,
    about: /\b(?:sein|mammaire|canalaire|lobulaire|tumorectomie|mastectomie)\b/,
    options: [o('canalaire', /\bcanalaire|\bnon specifique|\bcci\b|\btns\b|\bnst\b/), o('lobulaire', /\blobulaire|\bcli\b/)],
  },
  {
    name: 'Récepteurs hormonaux',
    scope: 'life',
    importance: 3,
    about: /\b(?:re|rp|rh|recepteurs|hormonaux|triple|hormonodependant\w*)\b/,
    options: [
      o(
        'négatifs',
        /\b(?:re|rh) ?(?:-|negatifs?|0 ?%)(?! ?\d)|\brecepteurs (?:hormonaux |aux oestrogenes )?negatifs|\btriple negatif|\bnon hormonodependant/,
      ),
      o(
        'positifs',
        /\b(?:re|rh) ?(?:\+|positifs?|: ?\+|\d{2,3} ?%)|\brecepteurs (?:hormonaux |aux oestrogenes )?positifs|\bhormonodependant|\bhormonosensible/,
      ),
    ],
  },
  {
    name: 'HER2',
    scope: 'life',
    importance: 3,
    about: /\bher ?2\b|\btriple negatif/,
    options: [
      o('négatif', /\bher ?2(?: neu)? ?:? ?(?:-|neg\w*|score 0|score 1|0\b|1 ?\+|non (?:surexprime|amplifie))|\btriple negatif/),
      o('positif', /\bher ?2(?: neu)? ?:? ?(?:\+(?!\d)|pos\w*|score 3|3 ?\+|surexprime|amplifie)/),
    ],
  },
  {
    name: 'Type histologique',
    scope: 'life',
    importance: 3,
    subject: /\b(poumon|bronch|pulmonaire|oesophage|col uterin|col de l uterus|endometre|anal|vessie|rein)\w*/,
    ofPaper: true,
    options: [
      o('épidermoïde', /\b(?:carcinome|cancer|cbnpc)(?: \w+){0,2} (?:epidermoide|malpighien)/),
      o('adénocarcinome', /\badenocarcinome/),
      o('à petites cellules', /\b(?<!non )a petites cellules(?! non)|\bcpc\b|\bcbpc\b/),
      o('urothélial', /\burothelial/),
    ],
  },
  {
    name: 'Caractère de la tumeur',
    scope: 'event',
    importance: 2,
    about: /\b(?:carcinome|melanome|polype|tumeur|lesion|cancer)\b/,
    subject: /\b(sein|mammaire|col|vessie|colon|melanome|prostate)\b/,
    options: [
      o('in situ', /\b(?:carcinome|melanome|cancer|lobulaire|canalaire)(?: \w+){0,2} in situ|\b(?:ccis|cis)\b|\bnon infiltrant/),
      o('infiltrant', /\b(?:carcinome|melanome|cancer|lobulaire|canalaire)(?: \w+){0,4} (?:infiltrant|invasif)|\bmicro ?invasi/),
    ],
  },
  {
    name: "Marges d'exérèse",
    scope: 'event',
    importance: 3,
    about: /\b(?:marges?|limites?|recoupes?|berges?|exerese|r0|r1|section)\b/,
    options: [
      o(
        'envahies',
        /\b(?:marges?|limites?(?: d exerese)?|berges?|section|recoupes?)\b[^.;]{0,40}\b(?:envahie?s?|atteintes?|positives?|tumorales?|non saines?|insuffisantes?|incomplete)|\br1\b|\bexerese incomplete|\bau contact de la (?:marge|limite)/,
      ),
      o(
        'saines',
        /\b(?:marges?|limites?(?: d exerese)?|berges?|section|recoupes?)\b[^.;]{0,40}\b(?:saines?|libres?|indemnes?|negatives?|suffisantes?)|\br0\b|\bexerese complete|\bin sano/,
      ),
    ],
  },
  {
    name: 'Ganglions',
    scope: 'event',
    importance: 3,
    about: /\b(?:ganglions?|curage|sentinelle|axillaire|n ?\+|pn)/,
    options: [
      o(
        'envahis',
        /\bganglions?\b[^.;]{0,30}\b(?:envahis?|metastatiques?|positifs?|atteints?)|\bganglion sentinelle (?:positif|metastatique)|\bn ?\+ ?\/|\bpn[123]/,
      ),
      o(
        'indemnes',
        /\bganglions?\b[^.;]{0,30}\b(?:indemnes?|negatifs?|sains?|non envahis?)|\bganglion sentinelle (?:negatif|indemne)|\bpn0/,
      ),
    ],
  },
  {
    name: 'Épilepsie',
    scope: LASTING,
    importance: 1,
    about: /\b(?:epilep\w+|comitial\w+)\b/,
    options: [
      o('généralisée', /\b(?:epilepsie|crises?)(?: \w+)? generalisee?s?/),
      o('focale', /\b(?:epilepsie|crises?)(?: \w+)? (?:partielle|focale|temporale)s?/),
    ],
  },
  {
    name: 'Hépatite virale',
    scope: 'life',
    importance: 3,
    options: [
      o('hépatite B', /\bhepatite (?:virale |chronique )?b\b(?! ?(?::|vaccin|\d|rappel))|\bvhb (?:chronique|actif)/),
      o('hépatite C', /\bhepatite (?:virale |chronique )?c\b|\bvhc (?:chronique|traite|gueri)/),
    ],
  },
  {
    name: 'Rhumatisme',
    scope: 'life',
    importance: 2,
    options: [
      o('polyarthrite rhumatoïde', /\bpolyarthrite rhumatoide|\bpr (?:seropositive|seronegative|erosive)/),
      o('rhumatisme psoriasique', /\b(?:rhumatisme|arthrite) psoriasique/),
      o('spondylarthrite', /\bspondyl(?:arthrite|oarthrite)/),
      o('pseudo-polyarthrite rhizomélique', /\bpseudo ?polyarthrite|\bppr\b/),
    ],
  },
];
