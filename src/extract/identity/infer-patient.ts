import type { IdentityTraits } from '../../domain/document.js';
import { compareTraits } from './compare-traits.js';
import { plainName } from './names.js';
import { mentionFromTraits } from './traits.js';

function isSamePerson(a: IdentityTraits, b: IdentityTraits): boolean {
  const { family, first, birth, ins } = compareTraits(mentionFromTraits(a), b, true);
  if (ins === 'same') return true;
  const familyOk = family === 'same' || family === 'near';
  if (birth === 'differs') return false;
  if (birth === 'same') return familyOk || first === 'same' || family === 'unknown';
  return familyOk && (first === 'same' || first === 'near');
}

function majority<T>(values: readonly (T | undefined)[], key: (value: T) => string): T | undefined {
  const counts = new Map<string, { value: T; count: number }>();
  for (const value of values) {
    if (value === undefined) continue;
    const entry = counts.get(key(value)) ?? { value, count: 0 };
    counts.set(key(value), { value: entry.value, count: entry.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.value;
}

/**
 * The patient of a folder that came without an identity: the person whom most documents name, each trait as most of
 * these documents write it.
 *
 * @param traits one entry a document (`readIdentity`, or a coded header).
 * @returns undefined where no document names anybody.
 */
export function inferPatient(traits: readonly IdentityTraits[]): IdentityTraits | undefined {
  const groups: IdentityTraits[][] = [];
  const named = traits.filter(
    (entry) =>
      entry.birthDate !== undefined || entry.insMatricule !== undefined || (entry.usedName !== undefined && entry.firstNames.length > 0),
  );
  const richest = [...named].sort(
    (a, b) =>
      Number(b.birthDate !== undefined) +
      Number(b.usedName !== undefined) -
      Number(a.birthDate !== undefined) -
      Number(a.usedName !== undefined),
  );
  for (const entry of richest) {
    const group = groups.find((members) => members.some((member) => isSamePerson(entry, member)));
    if (group === undefined) groups.push([entry]);
    else group.push(entry);
  }
  const group = groups.sort((a, b) => b.length - a.length)[0];
  if (group === undefined) return undefined;
  const firstNames =
    majority(
      group.map((member) => (member.firstNames.length > 0 ? member.firstNames : undefined)),
      (names) => names.map(plainName).join(' '),
    ) ?? [];
  const usedName = majority(
    group.map((member) => member.usedName),
    plainName,
  );
  const birthName = majority(
    group.map((member) => member.birthName),
    plainName,
  );
  const birthDate = majority(
    group.map((member) => member.birthDate),
    (value) => value,
  );
  const insMatricule = majority(
    group.map((member) => member.insMatricule),
    (value) => value,
  );
  const insOid = majority(
    group.map((member) => member.insOid),
    (value) => value,
  );
  const sex = majority(
    group.map((member) => (member.sex === 'U' ? undefined : member.sex)),
    (value) => value,
  );
  return {
    ...(insMatricule === undefined ? {} : { insMatricule }),
    ...(insOid === undefined ? {} : { insOid }),
    ...(birthName === undefined ? {} : { birthName }),
    ...(usedName === undefined ? {} : { usedName }),
    firstNames,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
  };
}
