import { z } from 'zod';
import { parseXml, walk } from '../../../src/extract/coded/xml.js';
import { Offsets, type NeutralDocument, type NeutralEntity } from '../jsonl.js';
import { qualifiersOf, type Qualifiers } from './qualifier-names.js';

/** An annotation of a CAS: its layer's own name, its place in UTF-16, and its features. */
interface Annotation {
  readonly layer: string;
  readonly begin: number;
  readonly end: number;
  readonly features: ReadonlyMap<string, string>;
}

/** Layers that cut the text or describe the file, and name nothing in it. */
const STRUCTURAL =
  /^(?:Sofa|Token|Sentence|Paragraph|Div|Heading|Lemma|POS\w*|DocumentMetaData|DocumentMetadata|METADATA|TagsetDescription|DocumentAnnotation)$/;
/** Features that hold the label of a layer made for several of them. */
const LABEL = /^(?:label|kind|class|category|entity_?type|semantic_?type)$/i;
/** Of E3C's time expressions, these are dates or lengths; PREPOSTEXP and QUANTIFIER are not. */
const TIME_CLASS = 'timex3Class';

/**
 * E3C-style XMI (a UIMA CAS as WebAnno and INCEpTION export it) as a neutral document: every layer that bears spans, offsets turned from
 * UTF-16 to code points. A clinical entity says nothing of polarity there: it takes what the EVENT on it says.
 *
 * @throws AppError FRS-IN-003 for XML that is cut, RangeError without a text
 */
export function readXmi(id: string, xmi: string): NeutralDocument {
  let text: string | undefined;
  const annotations: Annotation[] = [];
  for (const { name, attributes } of walk(parseXml(xmi))) {
    text ??= attributes.get('sofaString');
    const [begin, end] = [Number(attributes.get('begin') ?? Number.NaN), Number(attributes.get('end') ?? Number.NaN)];
    if (Number.isInteger(begin) && Number.isInteger(end)) annotations.push({ layer: name, begin, end, features: attributes });
  }
  if (text === undefined) throw new RangeError(`${id}: no sofaString, not an XMI of a CAS`);
  return neutral(id, text, annotations);
}

const CasJson = z.looseObject({
  '%FEATURE_STRUCTURES': z.union([z.array(z.looseObject({})), z.record(z.string(), z.looseObject({}))]),
});

export const isCasJson = (value: unknown): boolean => CasJson.safeParse(value).success;

/** The same CAS as JSON (UIMA JSON CAS 0.4, what INCEpTION exports and PARHAF's annotated parts are made of). */
export function readCasJson(id: string, value: unknown): NeutralDocument {
  const structures = Object.values(CasJson.parse(value)['%FEATURE_STRUCTURES']) as Readonly<Record<string, unknown>>[];
  const text = structures.map(({ sofaString }) => sofaString).find((one) => typeof one === 'string');
  if (text === undefined) throw new RangeError(`${id}: no sofaString, not a CAS with a text`);
  const annotations = structures.flatMap((structure): Annotation[] => {
    const { begin, end } = structure;
    if (typeof begin !== 'number' || typeof end !== 'number') return [];
    const features = Object.entries(structure)
      .filter(([, feature]) => ['string', 'boolean', 'number'].includes(typeof feature))
      .map(([name, feature]) => [name, String(feature)] as const);
    return [{ layer: (/[^.]+$/.exec(String(structure['%TYPE'])) ?? [''])[0], begin, end, features: new Map(features) }];
  });
  return neutral(id, text, annotations);
}

const labelOf = ({ layer, features }: Annotation): string => {
  if (layer === 'NamedEntity') return features.get('value') ?? layer;
  const own = features.get(TIME_CLASS) ?? [...features].find(([name, value]) => LABEL.test(name) && value !== '')?.[1];
  return own ?? layer;
};

function neutral(id: string, text: string, annotations: readonly Annotation[]): NeutralDocument {
  const offsets = new Offsets(text);
  const spans = annotations.filter(({ layer, begin, end }) => !STRUCTURAL.test(layer) && begin < end && end <= text.length);
  const events = spans.filter(({ layer }) => layer === 'EVENT');
  const qualifiers = (one: Annotation): Qualifiers => {
    const own = qualifiersOf(one.features);
    if (one.layer !== 'CLINENTITY' || Object.keys(own).length > 0) return own;
    const event = events.find(({ begin, end }) => begin < one.end && one.begin < end);
    return event === undefined ? own : qualifiersOf(event.features);
  };
  const entities = spans.map((one): NeutralEntity => {
    const value = one.layer === 'NamedEntity' ? undefined : (one.features.get('value') ?? one.features.get('norm'));
    return {
      ...offsets.points({ start: one.begin, end: one.end }),
      label: labelOf(one),
      ...(value === undefined || value === '' ? {} : { value }),
      ...(one.features.has('entityID') ? { code: one.features.get('entityID') } : {}),
      ...qualifiers(one),
    };
  });
  return { id, text, entities: entities.sort((a, b) => a.start - b.start || a.end - b.end) };
}
