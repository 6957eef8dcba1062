import type { Fact } from '../../domain/fact.js';
import { ended } from '../../extract/facts/well-formed.js';
import { fold } from '../text.js';
import { quoteWords } from '../quote.js';

/** What a list says of itself where it was not made by a prescriber: copied from an older letter, told by a relative, read on boxes. */
const COPIED =
  /\b(?:recopi\w+|repris(?:e|es)? d[eu] (?:la |le |l )?(?:crh?|courrier|lettre|compte rendu|dossier|ordonnance|liste)\b|d apres (?:le|la|les|votre|son|sa|un|courrier|lettre)|selon (?:le (?:patient|mari|fils|dossier|logiciel)|la (?:patiente|fille|famille)|votre|courrier)|declare\w*|dits? par|boites? vues?|logiciel|aide a domicile|de memoire)/;
/** A warning against two drugs together, or against stopping one: no stop of the drug named. */
const TOGETHER = /\b(?:associ\w+|en meme temps que|combin\w+|interaction)/;
const NEVER_STOP =
  /\b(?:ne (?:jamais|pas|surtout pas) (?:l |le |la |les )?(?:arret\w+|interromp\w+|suspend\w+|stopp\w+)|sans (?:jamais )?(?:l )?(?:arreter|interrompre)|ne jamais (?:l )?(?:arreter|interrompre)|pas d arret)/;
/** Put off until something is known: the treatment goes on. */
const PUT_OFF =
  /\bavant (?:d avoir|de |que |l avis|le resultat|controle)|en attendant|sous reserve|si la (?:fonction|clairance)|a voir si|voir si maintenue/;
const STOPPING = /\b(?:arret|stop|suspend|interromp|supprim|remplac|cess|termin|fini|jusqu|sevr|ancien)/;
const DANGER = /\b(?:danger|contre indiqu|proscri)/;

const words = (fact: Fact): string => quoteWords(fact);

export const isCopiedList = (fact: Fact): boolean => COPIED.test(words(fact));

/** Written as contra-indicated or refused, but what is ruled out is an association, an interruption, or the act for now. */
export function isNoStop(fact: Fact): boolean {
  const quote = words(fact);
  return (TOGETHER.test(quote) && fact.medication?.event !== 'past') || NEVER_STOP.test(quote) || PUT_OFF.test(quote);
}

const NOT_BEGUN = /\b(?:pas encore|pas|non) (?:ete )?(?:commence|debute)|\bn a pas (?:encore )?(?:commence|debute)/;
/** One dose that was due and was not given or taken: "injection pas faite", "n'a pas pris son X ce matin", "oublié hier soir". */
const MISSED =
  /\b(?:pas|non)(?: encore)?(?: ete)? (?:faite?s?|realisee?s?|injectee?s?|delivree?s?|livree?s?|recuperee?s?|renouvelee?s?)\b|\boubli\w*|\ben retard\b|\bruptures? (?:de stock|d approvisionnement)|\b(?:pas|non) (?:re)?pris\w*\b.{0,40}\b(?:ce matin|ce soir|hier|aujourd hui|ce jour|a midi|la veille|une (?:prise|dose|fois)|\d+ (?:prises|doses|jours)|(?:le|ce|son|ses|les) week ?ends?)\b/;

/** Not begun yet, or one dose missed: no stop of what was prescribed. */
export const isNotBegun = (fact: Fact): boolean =>
  // "Non délivrée, remplacée par X": never to be given.
  NOT_BEGUN.test(words(fact)) || (MISSED.test(words(fact)) && !/\bremplac/.test(words(fact)));

export const forbidsStopping = (fact: Fact): boolean => NEVER_STOP.test(words(fact));

/** "Zolédronate annuel depuis 2023", written in a history: it goes on. */
export function goesOn(fact: Fact): boolean {
  const quote = words(fact);
  if (!/\bdepuis\b/.test(quote) || STOPPING.test(quote)) return false;
  const name = [fact.medication?.brand, fact.medication?.dci, fact.label]
    .map((one) => fold(one ?? ''))
    .find((one) => one !== '' && quote.includes(one));
  if (name === undefined) return true;
  // "Depuis" is said of the drug only near it, and a course comes to its end.
  const at = quote.indexOf(name);
  return /\bdepuis\b/.test(quote.slice(Math.max(0, at - 60), at + name.length + 60)) && !/\bcures? d(?:e|u) ?$/.test(quote.slice(0, at));
}

/** Given by injection every few weeks or months: agents of bone, of the castration, biologics by vein (ATC). */
const AT_INTERVALS = /^(?:M05BX0[34]|M05BA08|L02AE|L02BX02|L01FA01|L04AA[23]|L04AB02|L04AC(?:05|07|18)|L04AG|R03DX|H01CB)/;
/** "PROLIA à jour, faite en juillet", "rituximab (dernière perfusion mai 2025)": the last dose of many is no end. */
export function isLastOfMany(fact: Fact): boolean {
  if (!AT_INTERVALS.test(fact.medication?.atc ?? '')) return false;
  const quote = words(fact);
  const at = [fact.medication?.brand, fact.medication?.dci, fact.label]
    .map((one) => (one === undefined ? -1 : quote.indexOf(fold(one))))
    .find((index) => index >= 0);
  const own = at === undefined ? quote : quote.slice(at, at + 70);
  return /^[^;.]{0,40}\b(?:a jour\b|derniere? (?:injection|perfusion|dose|cure)\b)/.test(own) && !STOPPING.test(own);
}

/** Named as a danger, under whatever heading. */
export const isWarnedAgainst = (fact: Fact): boolean =>
  fact.medication?.dose === undefined && fact.medication?.frequency === undefined && DANGER.test(words(fact));

const MONTH = '(?:janv|fevr?|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]*\\.?';
/** "1er nov.", "arrêt avril 2015", "prise de janvier 2018 à mai 2022", "pas avant juin": when, and not why; "1er" is often read "ler". */
const SAYS_WHEN = new RegExp(
  String.raw`^(?:(?:arret(?:ee?)?|stop|fin|debut|prise?|pris|pas|depuis|jusqu[e'’]?|avant|apres|des|en|le|au|du|de) )*(?:(?:[l1i]er|\d{1,2}) )?(?:${MONTH}|(?:19|20)\d\d|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)(?: (?:19|20)?\d\d)?(?: (?:a|au|et|donc) .*)?$`,
);
/** "Fait au téléphone", "bien passé", "bonne tolérance", "dose pleine puis trois jours": how it went. */
const SAYS_HOW =
  /^(?:fait|vue?|dite?|expliquee?|bien (?:pass|toler|support|vecu)\w*|bonne (?:tolerance|observance)|tolerance (?:bonne|correcte)|dose (?:pleine|complete|entiere)|tout va bien|essais?)\b/;

/** A reason worth showing: words, not the name or the dose of the drug again, and no bracket left open. */
export function cleanReason(reason: string | undefined, names: readonly string[]): string | undefined {
  if (reason === undefined) return undefined;
  const open = reason.lastIndexOf('(');
  const whole = open >= 0 && !reason.slice(open).includes(')') ? reason.slice(0, open) : reason;
  const said = whole
    .replace(/\s+/g, ' ')
    .replace(/^(?:pour |a cause (?:de |d')|en raison (?:de |d')|des |de la |du )/i, '')
    .replace(/^(?:avec )?(?:une?|cet(?:te)?|ces) (?=\p{Ll})/iu, '')
    .replace(/^[^«]*\s?»/u, (quoted) => quoted.replace(/\s?»/u, ''))
    .replace(/ et (?:de la |de l['’]|du |des |d['’]une? )/g, ' et ')
    .replace(/^[^[\]]{0,3}\]\s?/u, '')
    .replace(/ \S+-$/u, '')
    .replace(/[\s,;:.]+$/, '')
    .trim();
  const text = ended(said) ?? '';
  const folded = fold(text);
  if (
    /^(?:fin d[eu] (?:traitement|cure)|sevrage (?:termin|complet|obtenu|acheve|reussi)|(?:baisse|diminution|augmentation|relais|decroissance|degression)$)/.test(
      folded,
    )
  )
    return undefined;
  if (SAYS_WHEN.test(folded) || SAYS_HOW.test(folded) || /^(?:qu[ '’]|que |qui |dont )|\bdonc$/.test(folded)) return undefined;
  // Who was there, and the heading or the card that holds the words.
  if (
    /^(?:vue? )?avec (?:le |la |l )?(?:dr|docteur|pr|medecin|pharmacien|cardiologue|[a-z]+ologue)\b|^allergies?\b(?: .{0,24})?$|^cartes?\b/.test(
      folded,
    )
  )
    return undefined;
  if (/^(?:l |la |le |son |sa |votre |leur )?(?:ordonnance|liste|courrier|prescription|pilulier)\b/.test(folded)) return undefined;
  // A dose is no reason; a result is ("lymphocytes à 0,48 G/L").
  if (text.length < 4 || /\d\s?(?:mg|µg|g|ml|ui)\b(?!\s?\/)/i.test(text) || folded.includes('par jour')) return undefined;
  return names.some((name) => folded.startsWith(fold(name))) ? undefined : text;
}
