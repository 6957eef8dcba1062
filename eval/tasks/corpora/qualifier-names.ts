/** What annotation schemes call our qualifiers: attribute name, then the values that affirm it and those that deny it. */
interface QualifierName {
  readonly attribute: RegExp;
  readonly field: 'negated' | 'hypothetical' | 'family' | 'historical';
  readonly yes: RegExp;
  readonly no: RegExp;
}

const YES = /^(?:true|yes|oui|1)$/i;
const NO = /^(?:false|no|non|0)$/i;

/** E3C and THYME (polarity, contextualModality), i2b2 2010 (assertion), ConText (experiencer, temporality), plain flags. */
const NAMES: readonly QualifierName[] = [
  { attribute: /^(?:negation|negated|negative|absent|negatif|nie)$/i, field: 'negated', yes: YES, no: NO },
  { attribute: /^polarity$/i, field: 'negated', yes: /^(?:neg|negative|-1)$/i, no: /^(?:pos|positive|1)$/i },
  { attribute: /^(?:assertion|assertion_?status)$/i, field: 'negated', yes: /^absent$/i, no: /^(?:present|possible)$/i },
  { attribute: /^(?:hypothesis|hypothetical|hypothese|speculation|uncertain)$/i, field: 'hypothetical', yes: YES, no: NO },
  // GENERIC speaks of nobody: neither affirmed nor denied, it is not measured.
  { attribute: /^(?:contextual_?)?modality$/i, field: 'hypothetical', yes: /^(?:hypothetical|hedged)$/i, no: /^actual$/i },
  {
    attribute: /^(?:assertion|assertion_?status)$/i,
    field: 'hypothetical',
    yes: /^(?:possible|hypothetical|conditional)$/i,
    no: /^(?:present|absent)$/i,
  },
  {
    attribute: /^(?:certainty|certitude)$/i,
    field: 'hypothetical',
    yes: /^(?:uncertain|possible|suspected)$/i,
    no: /^(?:certain|confirmed)$/i,
  },
  { attribute: /^(?:family|familial|famille|family_?history)$/i, field: 'family', yes: YES, no: NO },
  {
    attribute: /^(?:experiencer|subject)$/i,
    field: 'family',
    yes: /^(?:family(?:_?member)?|famille|other)$/i,
    no: /^(?:patient|recipient)$/i,
  },
  { attribute: /^(?:history|historical|antecedent|past)$/i, field: 'historical', yes: YES, no: NO },
  { attribute: /^temporality$/i, field: 'historical', yes: /^(?:historical|past)$/i, no: /^(?:recent|current|present)$/i },
];

export type Qualifiers = Partial<Record<QualifierName['field'], boolean>>;

/** The field that an attribute speaks of, where it is one of ours. */
export const fieldsOf = (attribute: string): readonly QualifierName['field'][] => [
  ...new Set(NAMES.filter((name) => name.attribute.test(attribute)).map(({ field }) => field)),
];

/** Our qualifiers out of a scheme's attributes; what is neither affirmed nor denied stays out and is not measured. */
export function qualifiersOf(attributes: Iterable<readonly [string, string]>): Qualifiers {
  const found: Qualifiers = {};
  for (const [attribute, value] of attributes)
    for (const name of NAMES) {
      if (!name.attribute.test(attribute)) continue;
      if (name.yes.test(value)) found[name.field] = true;
      else if (name.no.test(value)) found[name.field] ??= false;
    }
  return found;
}
