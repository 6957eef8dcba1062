import type { Fact } from '../domain/fact.js';
import { conceptTraits } from './concepts.js';
import type { SourceNature } from './source-nature.js';
import { fold } from './text.js';
import { quoteWords } from './quote.js';

/** A serology asked for or read, a count of zero, a box left empty: the disease is named, not stated; the IgG of a myeloma are no serology. */
const UNSTATED =
  /\bserolog|(?<!monoclonale? )\bigg\b(?! ?(?:kappa|lambda|k\b|monoclon))|\bimmunisee?s?\b|\b0 0\b|\bnon non\b|\[ \] ?(?:oui|present)|☐ ?(?:oui|present)/;
/** Diseases that a record of these years names as vaccines. */
const VACCINE_ONLY = /^(?:tetanos|diphterie|poliomyelite|polio)\b/;
/** What a laboratory itself concludes, however long it lasts. */
const FOUND_IN_BLOOD = /^(?:carences?|deficit-vitamine|serologie|trait|gammapathie|mgus)\b/;
/** What the sentence of a habit must speak of: found beside something else, it states nothing of it. */
const HABIT_WORDS: Readonly<Record<string, RegExp>> = {
  tabac: /tabac|fum|cig|clope|roulee|puff|pipe|narguile|chicha|snus|paquet|\bpa\b|vap|sevr|nicotin/,
  alcool:
    /alcool|binge|aperitif|\bkir\b|rhum|whisky|cidre|porto|buveu|canettes?|\bua\b|abstin|verres?(?! d eau)|\bvin\b|biere|pastis|\boh\b|ethyl|boi[tsr]\b|ivress|apero/,
  substances:
    /can+abi|thc|haschi|ecstasy|mdma|crack|poppers|protoxyde|chemsex|ketamin|amphet|lsd|ghb|addict|drogue|substance|cocain|heroin|toxi|medicament|stupef|joint/,
  alimentation: /aliment|regime|repas|mange|diet|gluten|\bsel\b|sucre|nutri|appetit|lait/,
  sommeil: /somm|dor[mt]|insomn|nuit|reveil|sieste/,
  conduite: /condui|voiture|permis|volant|route/,
  logement:
    /\bvi[tves]+\b|habit|heberg|log(?:e|ee)\b|pension|chrs|siao|residence|\brue\b|squat|hlm|locatair|proprietair|chambre|rez|plain|ascenseur|seule?\b|maison|appartement|ehpad|\baide|enfant|marie|veu[fv]|etage|domicile|celib|divorc|couple|famille|fille|fils|foyer|institution|loge/,
  autonomie:
    /autonom|\bgir\b|\b(?:i)?adl\b|march|aide|depend|toilette|deplac|canne|deambul|fauteuil|lever|transfert|escalier|sort\b|katz|grabat|\blit\b/,
};
/** A row of a table, a box of a form that ran into the phrase. */
const ROW = /\.{4}|_{3}/;
/** Advice for a pregnancy to come, boxes of a form: nobody is pregnant. */
const IF_PREGNANT =
  /si (?:une )?grossesse|en cas de grossesse|(?:avant|hors|pendant) (?:la |une )?grossesse|projet|(?:avant|jusqu a|des|apres) \d{1,2} ?sa\b|\ba (?:faire|prevoir|programmer|realiser)\b|\[ ?x? ?\]|☐|non enceinte|preconcep|sans objet|pas (?:de )?grossesse/;
const PREGNANCY_WORDS =
  /gross|\bg\d ?p\d|accouch|enceinte|cesar|fausse couche|\bivg\b|concev|concept|\bsa\b|fertil|nullip|primip|hcg|ddr|allait/;
const COMPANION = /\b(?:compagnon|compagne|conjointe?|mari|epoux|epouse|tabac du (?:pere|mari|conjoint))\b/;

/**
 * Whether a document names a thing without stating it of the patient: a vaccination record its diseases, a laboratory those that its thresholds
 * speak of, a form its empty boxes, a sentence about a companion's tobacco. An infection that the laboratory itself finds is a finding.
 */
export function namesWithoutStating(fact: Fact, nature: SourceNature): boolean {
  const quote = quoteWords(fact);
  switch (fact.kind) {
    case 'condition':
    case 'family-history':
      if (nature === 'vaccination' || VACCINE_ONLY.test(fold(fact.label)) || (fact.status === 'active' && UNSTATED.test(quote)))
        return true;
      return (
        nature === 'laboratory' &&
        (fact.status === 'suspected' || (conceptTraits(fact.concept)?.chronic === true && !FOUND_IN_BLOOD.test(fact.concept ?? '')))
      );
    case 'lifestyle': {
      const habit = Object.keys(HABIT_WORDS).find((name) => fact.origin.split('-')[1] === name);
      const words = habit === undefined ? undefined : HABIT_WORDS[habit];
      return (
        ROW.test(fact.label) ||
        (words !== undefined && !words.test(quote)) ||
        ((habit === 'tabac' || habit === 'alcool') && COMPANION.test(quote))
      );
    }
    case 'pregnancy':
      return ROW.test(quote) || !PREGNANCY_WORDS.test(quote) || (fact.concept === 'grossesse-current' && IF_PREGNANT.test(quote));
    default:
      return false;
  }
}
