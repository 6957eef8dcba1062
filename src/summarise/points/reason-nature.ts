import { topicsOf } from '../../index/reasons.js';
import { fold, significantWords } from '../text.js';

/** What a reason of consultation asks for, as far as it decides which lines come first. */
export interface ReasonNature {
  /** The prescription itself is the question. */
  readonly renewal: boolean;
  /** Everything is the question: a first visit, an entry, a yearly review. */
  readonly whole: boolean;
  /** It ends in giving something: an antibiotic, a contrast, an anaesthetic. */
  readonly gives: boolean;
  /** An act is prepared: bleeding, allergies, kidney, side, consent. */
  readonly act: boolean;
  /** Blood is lost, and may have to be given. */
  readonly bleeds: boolean;
  /** Vaccines are the question: what was given, what protects, what forbids. */
  readonly vaccines: boolean;
  /** What kinds of lines weigh by: none where everything, or one list, is the question. */
  readonly aim: 'renewal' | 'act' | 'complaint' | undefined;
  /** Its own telling words. */
  readonly words: ReadonlySet<string>;
}

const PRESCRIPTION = /ordonnance|traitement|polymedic|conciliation/;
const WHOLE = /entree|admission|premiere|annuel|bilan de sante|sortie|transfert|transmission/;
const GIVES = /antibio|allerg|anesth|preop|contrast|scanner|infect|fievre|febri|vaccin|infiltr|plaque|urticaire/;
const ACT = /preop|operat|anesth|chirurg|interven|ablation|pose d|endoscop|scopie|biops|contrast|scanner|infiltr|prepar\w+ (?:d|a|l)/;
const BLEEDS =
  /saign|hemorrag|(?:metro|meno|recto|uretro)rrag|epistaxis|hemoptys|hematemes|hematuri|melena|selles noires|urines rouges|caillots|transfus/;
const VACCINES = /vaccin|rappels?\b|immunis|calendrier|voyage|carnet de sante/;
/** Words of a reason that name nothing by themselves. */
const NAMELESS =
  /^(?:gauches?|droite?s?|bilatera\w*|visites?|premiere?s?|prises?|suivi|avis|bilan|choix|projet|patiente?s?|resident\w*|renouvel\w*|controle|consultation)$/;

export function natureOfReason(reason: string | undefined): ReasonNature {
  const folded = fold(reason ?? '');
  // A driving licence is renewed too.
  const renewal = PRESCRIPTION.test(folded) || topicsOf(reason ?? '').entries.includes('renouvellement');
  const whole = WHOLE.test(folded);
  const vaccines = VACCINES.test(folded);
  const act = ACT.test(folded);
  return {
    renewal,
    whole,
    gives: GIVES.test(folded),
    act,
    bleeds: BLEEDS.test(folded),
    vaccines,
    aim: renewal ? 'renewal' : whole || vaccines ? undefined : act ? 'act' : 'complaint',
    words: new Set(significantWords(folded).filter((word) => word.length > 3 && !NAMELESS.test(word))),
  };
}
