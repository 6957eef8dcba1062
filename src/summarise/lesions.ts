import type { Fact } from '../domain/fact.js';
import { fold, groupBy } from './text.js';
import { placesIn } from './vigilance/things.js';

/** What tells one lesion from another: its side, the organ, and the part of it. */
interface Site {
  readonly side: string | undefined;
  readonly places: readonly string[];
  readonly parts: readonly string[];
}

const SIDE = /\b(?:(gauche|g)|(droite?|d))\b/g;
/** Lobes, stretches of the bowel, arteries of the heart. */
const PART =
  /\b(superieur|inferieur|moyen|lingula|caecum|caecal|ascendant|transverse|descendant|sigmoid|rect(?=um|al)|iva\b|circonflexe|coronaire droite|tronc commun|fund)/g;

const sideIn = (words: string): string | undefined => {
  const sides = new Set([...words.matchAll(SIDE)].map((match) => (match[1] === undefined ? 'droite' : 'gauche')));
  return sides.size === 1 ? [...sides][0] : undefined;
};
const partsIn = (words: string): readonly string[] => [...new Set([...words.matchAll(PART)].map((match) => match[0]))];

/** The adrenal gland bears the kidney's name and is no kidney. */
const organsIn = (words: string): readonly string[] => [...placesIn(words), ...(/\bsurrenal/.test(words) ? ['surrénale'] : [])];

/** The sentence tells it where the name does not, unless it tells of several. */
const siteOf = ({ label, laterality, citations: [{ quote }] }: Fact): Site => {
  const [name, sentence] = [fold(label), fold(quote)];
  const [own, around] = [organsIn(name), organsIn(sentence)];
  const [parts, others] = [partsIn(name), partsIn(sentence)];
  return {
    side: laterality ?? sideIn(name) ?? sideIn(sentence),
    places: own.length > 0 ? own : around.length === 1 ? around : [],
    parts: parts.length > 0 ? parts : others.length === 1 ? others : [],
  };
};

const apart = (a: readonly string[], b: readonly string[]): boolean => a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one));
const clash = (a: Site, b: Site): boolean =>
  (a.side !== undefined && b.side !== undefined && a.side !== b.side) || apart(a.places, b.places) || apart(a.parts, b.parts);
const told = ({ side, places, parts }: Site): number => (side === undefined ? 0 : 1) + Math.sign(places.length) + Math.sign(parts.length);

/** One paper gives two sizes of one day under two names: two lesions. */
const besideEachOther = (members: readonly Fact[]): boolean =>
  [...groupBy(members, ({ documentId, date }) => `${documentId}|${date ?? ''}`).values()].some(
    (own) => new Set(own.map(({ value }) => value?.number)).size > 1 && new Set(own.map(({ label }) => fold(label))).size > 1,
  );

/**
 * Sizes of lesions of one kind, parted into those of one lesion each: no series goes from a nodule of the lung to one of the adrenal gland, or from the
 * left carotid artery to the right one. What is told without its site is of the only lesion that it may be, or of one of its own.
 */
export const lesionsApart = (facts: readonly Fact[]): readonly (readonly Fact[])[] => {
  const clusters: { site: Site; members: Fact[] }[] = [];
  const sited = facts.map((fact) => ({ fact, site: siteOf(fact) })).toSorted((a, b) => told(b.site) - told(a.site));
  for (const { fact, site } of sited) {
    const may = clusters.filter((cluster) => !clash(cluster.site, site));
    const [home] = may;
    if (home === undefined || (may.length > 1 && told(site) === 0)) {
      clusters.push({ site, members: [fact] });
      continue;
    }
    home.members.push(fact);
    home.site = {
      side: home.site.side ?? site.side,
      places: home.site.places.length > 0 ? home.site.places : site.places,
      parts: home.site.parts.length > 0 ? home.site.parts : site.parts,
    };
  }
  const inOrder = (members: readonly Fact[]): readonly Fact[] => facts.filter((fact) => members.includes(fact));
  return clusters.flatMap(({ members }) =>
    (besideEachOther(members) ? [...groupBy(members, ({ label }) => fold(label)).values()] : [members]).map(inOrder),
  );
};
