import type { IdentityTraits, Page } from '../../domain/document.js';
import { findPatientMentions, type PatientMention } from './find-mentions.js';
import { compareNames } from './names.js';

/** Family names apart from first names: by the dossier's names where they are known, else by capitals, else by order. */
export function traitsOf(mention: PatientMention, patient?: IdentityTraits): IdentityTraits {
  const known = [patient?.usedName, patient?.birthName].filter((name) => name !== undefined);
  const isFamily = (name: string): boolean => known.some((family) => compareNames(name, family, true) !== 'differs');
  const capitals = mention.names.filter((name) => name === name.toUpperCase());
  const mixed = capitals.length > 0 && capitals.length < mention.names.length;
  const families =
    known.length > 0 && mention.names.some(isFamily) ? mention.names.filter(isFamily) : mixed ? capitals : mention.names.slice(0, 1);
  const firstNames = mention.names.filter((name) => !families.includes(name));
  const usedName = families.join(' ');
  return {
    ...(mention.ins === undefined ? {} : { insMatricule: mention.ins }),
    ...(mention.birthName === undefined ? {} : { birthName: mention.birthName }),
    ...(usedName === '' ? {} : { usedName }),
    firstNames,
    ...(mention.birthDate === undefined ? {} : { birthDate: mention.birthDate }),
    ...(mention.sex === undefined ? {} : { sex: mention.sex }),
  };
}

/** A coded header read as a mention, so that one rule judges both. */
export function mentionFromTraits(traits: IdentityTraits): PatientMention {
  const family = traits.usedName ?? traits.birthName;
  return {
    start: 0,
    end: 0,
    line: 0,
    names: [...(family === undefined ? [] : [family]), ...traits.firstNames],
    ...(traits.birthName === undefined ? {} : { birthName: traits.birthName }),
    ...(traits.birthDate === undefined ? {} : { birthDate: traits.birthDate }),
    birthLabelled: true,
    shortYear: false,
    ...(traits.sex === 'M' || traits.sex === 'F' ? { sex: traits.sex } : {}),
    ...(traits.insMatricule === undefined ? {} : { ins: traits.insMatricule }),
    form: 'labelled',
    child: false,
  };
}

/** How much a mention says: what to believe where nothing is known yet. */
function weight(mention: PatientMention): number {
  return (
    (mention.names.length >= 2 ? 2 : mention.names.length) +
    (mention.birthDate !== undefined && mention.birthLabelled ? 3 : 0) +
    (mention.ins !== undefined ? 3 : 0) +
    (mention.form === 'labelled' ? 1 : 0)
  );
}

/**
 * Whose document this says it is, when no identity is known to compare with: the page's fullest mention.
 * A coded header wins.
 */
export function readIdentity(pages: readonly Page[], header?: IdentityTraits): IdentityTraits {
  if (header !== undefined && (header.insMatricule !== undefined || header.birthDate !== undefined)) return header;
  const mentions = pages.flatMap((page) => findPatientMentions(page)).filter((mention) => mention.form !== 'bare' || mention.birthLabelled);
  const best = mentions.sort((a, b) => weight(b) - weight(a))[0];
  return best === undefined ? { firstNames: [] } : traitsOf(best);
}
