import type { Fact } from '../../../domain/fact.js';
import type { EventCue } from './medication-events.js';
import type { Scoped } from './medication-scope.js';

/** Words that take a drug up by a pronoun: they speak of the sentence's first drug, not of one named in passing. */
const PRONOUN =
  /(?:\bne plus en |\bn'en (?:prend|prendra|reprendra) plus|\bne (?:pas|plus|jamais) (?:la |le |les |l')[a-z]|\b(?:il|elle) (?:est|a ete) (?:arrete|stoppe|interrompu|suspendu)|\bl'a(?:vait)? (?:arrete|interrompu|stoppe|abandonne)|\bje (?:le |la |les |l')fais (?:arreter|stopper|cesser))/;
/** "avec sa statine", "associé au Natispray", "chez ce patient sous aspirine": named beside the matter. */
export const IN_PASSING =
  /\b(?:avec|sous|contre|par|chez|au|aux|a|du|des|de|d'|dans|comme|en meme temps que)\s*(?:(?:le|la|les|l'|sa|son|ses|un|une|cette|ce)\s*)*(?:(?:pilule|statine|traitement|contraception) )?["(]?$/;

/** Moves a cue that takes a drug up by a pronoun from a drug named in passing to the first drug of its sentence. */
export function resolveAnaphora(scoped: readonly Scoped[], folded: string): readonly Scoped[] {
  const moved = new Map<Scoped, EventCue>();
  const cleared = new Set<Scoped>();
  for (const item of scoped) {
    const { cue, drug } = item;
    if (cue === undefined || item.cueBefore || cue.newDose !== undefined) continue;
    const said = folded.slice(drug.end, drug.end + cue.end).replace(/\s/g, ' ');
    const lead = folded.slice(Math.max(0, drug.start - 24), drug.start).replace(/\s/g, ' ');
    if (!PRONOUN.test(said) || !IN_PASSING.test(lead)) continue;
    const subject = scoped.find(
      (other) =>
        other.sentence.start === item.sentence.start &&
        other.drug.start < drug.start &&
        other.drug.substance !== drug.substance &&
        !IN_PASSING.test(folded.slice(Math.max(other.sentence.start, other.drug.start - 24), other.drug.start).replace(/\s/g, ' ')),
    );
    if (subject === undefined || subject.cueBefore) continue;
    moved.set(subject, { event: cue.event, start: 0, end: drug.end + cue.end - subject.drug.end });
    cleared.add(item);
  }
  if (moved.size === 0) return scoped;
  return scoped.map((item) => {
    const cue = moved.get(item);
    if (cue !== undefined) return { ...item, cue, cueBefore: false };
    return cleared.has(item) ? { ...item, cue: undefined } : item;
  });
}

/** What joins two drugs of which one verb is said: "tamsulosine et zolpidem supprimés", "X 5 mg, Y et Z arrêtés". */
const JOINED = /^(?:\s*\d[\d.,]* ?(?:mg|g|µg|mcg|ui)?)?\s*(?:,|et|puis|ainsi que|\+|\/|-)\s*(?:(?:le|la|les|l'|du|de la|de l'|des)\s*)*$/;
const PLURAL_STOP =
  /\b(?:supprimes|supprimees|arretes|arretees|stoppes|stoppees|suspendus|suspendues|interrompus|interrompues|retires|retirees|coupes|coupees|clos|closes|leves|levees|retranches|retranchees|eteints|bannis|bannies|cesses|cessees|laches|delaisses|remplaces|remplacees|relayes|relayees|abandonnes|abandonnees|terminees|termines|finis|finies|otes|otees|enleves|enlevees|tout (?:arreter|cesser|stopper|enlever)|plus aucun|inefficaces|essayes|essayees|deprescrits|barres|perimes|perimees|jetes|jetees|lignes? anterieures?|precedentes?)\b|\bn'en prend plus\b|\b(?:stop|arret|arreter|stopper|suspendre|suspension|arrete|arretons) (?:d?es |les |aux )?(?:2|deux|3|trois|tous|toutes)\b|\b(?:les|tous les|toutes les) (?:2|deux|3|trois) (?:stop|arret)/;
/** "Carboplatine-paclitaxel x6, terminé": two names of one course. */
const COURSE = /^(?:-|\+|\/)$/;

/** "=> STOP les deux": how many stands behind the word of the stop. */
const BOTH = ' les deux';
const TOLD_OF_BOTH: ReadonlySet<string> = new Set(['stopped', 'past', 'administered', 'listed', 'started']);

/** A stop told of several drugs in the plural holds for each of those that it joins. */
export function shareStops(scoped: readonly Scoped[], folded: string): readonly Scoped[] {
  const shared = [...scoped];
  for (let at = shared.length - 2; at >= 0; at -= 1) {
    const [item, next] = [shared[at], shared[at + 1]];
    if (item === undefined || next?.cue === undefined || !TOLD_OF_BOTH.has(next.cue.event) || item.cue !== undefined || next.cueBefore)
      continue;
    // "X 40 mg 5 jours et Y, terminés le 11": how the first is taken parts the names.
    const own = item.posology.end <= next.drug.start ? Math.max(item.drug.end, item.posology.end) : item.drug.end;
    const gap = folded.slice(own, next.drug.start);
    const said = folded.slice(next.drug.end, next.drug.end + next.cue.end + BOTH.length);
    if (
      item.sentence.start !== next.sentence.start ||
      !JOINED.test(gap) ||
      !(next.cue.event === 'administered' || PLURAL_STOP.test(said) || COURSE.test(gap.trim().replace('-', gap)))
    )
      continue;
    shared[at] = { ...item, cue: { ...next.cue, start: 0, end: next.drug.end + next.cue.end - item.drug.end } };
  }
  return shared;
}

const COMPANIONS =
  /\bavec (?:(?:le |la |l'|les |son |sa |ses |un |une |du )?[a-z-]{4,}(?: \d[\d.,]* ?(?:mg|g)?)?(?:,| et) ?){0,2}(?:le |la |l'|les |son |sa |ses |un |une |du )?$/;
const ANSWERED = /^ ?: ?(?:donc |je demande l'|nous demandons l')?(?:arret|stop|a arreter|arretee?)\b/;

/** "NUROFEN 200 … avec ELIQUIS et cortisone : arrêt demandé": what a line says of its drug, behind those that it is taken with. */
export function answerHeads(scoped: readonly Scoped[], folded: string): readonly Scoped[] {
  const answered = [...scoped];
  for (const [at, item] of scoped.entries()) {
    const said = folded.slice(item.drug.end, item.drug.end + 40).replace(/\s/g, ' ');
    const line = folded.lastIndexOf('\n', item.drug.start) + 1;
    if (item.heads || item.cue?.event !== 'stopped' || item.cueBefore || !ANSWERED.test(said)) continue;
    if (!COMPANIONS.test(folded.slice(Math.max(line, item.drug.start - 70), item.drug.start).replace(/\s/g, ' '))) continue;
    const head = answered.findLastIndex(({ heads, drug, cue }, before) => before < at && heads && drug.start >= line && cue === undefined);
    const matter = answered[head];
    if (matter === undefined) continue;
    answered[head] = {
      ...matter,
      cue: { event: 'stopped', start: 0, end: item.drug.end + item.cue.end - matter.drug.end },
      isVerdict: true,
    };
    answered[at] = { ...item, cue: undefined };
  }
  return answered;
}

const LISTED = /^ ?(?:\d[\d.,]* ?(?:mg|µg|g)? ?)?(?:,|\+|&|\/|et|,? et) ?$/;

/** "LASILIX, BISOCE : à Mme": a bare list belongs to the one whom its last name belongs to. */
export function shareOwners(scoped: readonly Scoped[], folded: string): readonly Scoped[] {
  const shared = [...scoped];
  for (let at = shared.length - 2; at >= 0; at -= 1) {
    const [item, next] = [shared[at], shared[at + 1]];
    if (item === undefined || next?.owner === undefined || item.owner !== undefined) continue;
    if (item.sentence.start === next.sentence.start && LISTED.test(folded.slice(item.drug.end, next.drug.start).replace(/\s+/g, ' ')))
      shared[at] = { ...item, owner: next.owner };
  }
  return shared;
}

const GAPPED = /^(?: ?\d[\d.,]* ?(?:mg|g|µg|ui)?(?: ?x ?\d)?)? ?(a|au|par|pour|vers|contre|en) ?(?:le |la |l')?$/;
const AND_NEXT = /^[^.;:]{0,30}?,? (?:et|puis) (?:le |la |l'|les )?$/;

/** "Le mycophénolate a laissé sa place à l'évérolimus, et la pravastatine 40 à la rosuvastatine": the second pair has no verb of its own. */
export function shareSwitches(scoped: readonly Scoped[], folded: string): readonly Scoped[] {
  const shared = [...scoped];
  for (let at = 3; at < shared.length; at += 1) {
    const [gone, taker, second, other] = shared.slice(at - 3, at + 1);
    if (gone?.cue?.event !== 'stopped' || taker?.cue?.event !== 'started' || second === undefined || other === undefined) continue;
    const flat = (from: Scoped, to: Scoped): string => folded.slice(from.drug.end, to.drug.start).replace(/\s/g, ' ');
    const by = GAPPED.exec(flat(second, other))?.[1];
    if (
      second.cue !== undefined ||
      other.cue !== undefined ||
      gone.sentence.start !== other.sentence.start ||
      by === undefined ||
      !new RegExp(String.raw`\b${by} ?(?:le |la |l')?$`).test(flat(gone, taker)) ||
      !AND_NEXT.test(flat(taker, second))
    )
      continue;
    shared[at - 1] = { ...second, cue: { event: 'stopped', start: 0, end: other.drug.start - second.drug.end } };
    shared[at] = { ...other, cue: { event: 'started', start: 0, end: other.drug.start - second.drug.end, ahead: true }, cueBefore: true };
  }
  return shared;
}

const TOGETHER = /\ben meme temps que (?:le |la |l'|les )?$/;

/** "MOPRAL : arrêter en même temps que CORTANCYL": ends on the day that the page gives for the other drug. */
export function shareEnds(facts: readonly Fact[], scoped: readonly Scoped[], folded: string): readonly Fact[] {
  const ends = new Map(facts.flatMap((fact) => (fact.endDate === undefined ? [] : [[fact.label, fact.endDate] as const])));
  if (ends.size === 0) return facts;
  return facts.map((fact) => {
    const at = fact.citations[0].span;
    if (fact.endDate !== undefined) return fact;
    const other = scoped.find(
      ({ drug }) =>
        drug.start > at.start &&
        drug.start - at.end < 4 &&
        drug.substance !== fact.label &&
        TOGETHER.test(folded.slice(at.start, drug.start).replace(/\s/g, ' ')),
    );
    const endDate = other === undefined ? undefined : ends.get(other.drug.substance);
    return endDate === undefined ? fact : { ...fact, endDate };
  });
}
