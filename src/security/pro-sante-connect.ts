import { z } from 'zod';
import { AppError } from '../errors.js';
import { principalOf, type Principal } from './principal.js';

const Text = z.string().nullish();
const Activity = z.looseObject({
  numeroSiretSite: Text,
  numeroFinessSite: Text,
  numeroFinessetablissementJuridique: Text,
  ancienIdentifiantDeLaStructure: Text,
});
const Practice = z.looseObject({
  codeProfession: z.string().regex(/^\d{2}$/),
  codeSavoirFaire: Text,
  nomDexercice: Text,
  prenomDexercice: Text,
  activities: z.array(Activity).nullish(),
});

/** The claims of Pro Santé Connect that say who a professional is (userinfo, scope `scope_all`). */
const Claims = z.looseObject({
  /** National identifier, PS_IdNat: 8 and the RPPS number. */
  SubjectNameID: z.string().min(1),
  /** `code^OID`: the role in which the person signed in. */
  SubjectRole: z.union([z.string(), z.array(z.string())]).nullish(),
  SubjectRefPro: z.looseObject({ exercices: z.array(Practice).min(1) }),
  given_name: Text,
  family_name: Text,
});

/**
 * The professional that Pro Santé Connect vouches for, with the profession of the role in which they signed in, of the first one
 * listed otherwise. `structures`: SIRET, FINESS or other numbers of the site; who practises there is of the site. Without any, a
 * professional reads the dossiers whose team names them, and no other: the provider vouches for every professional of the country.
 * Throws FRS-AC-002 where SubjectRefPro is missing, or where the person practises in none of the structures asked for.
 */
export function professionalOf(claims: Readonly<Record<string, unknown>>, structures: readonly string[]): Principal {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) throw new AppError('FRS-AC-002', { detail: 'identité professionnelle absente' });
  const { SubjectNameID, SubjectRole, SubjectRefPro, given_name, family_name } = parsed.data;
  const here = SubjectRefPro.exercices.filter((practice) => structures.length === 0 || isIn(practice, structures));
  const roles = [SubjectRole ?? []].flat().map((role) => role.split('^')[0]);
  const practice = here.find(({ codeProfession }) => roles.includes(codeProfession)) ?? here[0];
  if (practice === undefined) throw new AppError('FRS-AC-002', { detail: 'aucun exercice dans cette structure' });
  const name = [practice.prenomDexercice ?? given_name, practice.nomDexercice ?? family_name].filter((part) => part != null && part !== '');
  return principalOf('clinician', {
    id: SubjectNameID,
    profession: practice.codeProfession,
    ofSite: structures.length > 0,
    ...(practice.codeSavoirFaire == null || practice.codeSavoirFaire === '' ? {} : { specialty: practice.codeSavoirFaire }),
    ...(name.length === 0 ? {} : { name: name.join(' ') }),
  });
}

function isIn({ activities }: z.infer<typeof Practice>, structures: readonly string[]): boolean {
  return (activities ?? []).some((activity) =>
    [
      activity.numeroSiretSite,
      activity.numeroFinessSite,
      activity.numeroFinessetablissementJuridique,
      activity.ancienIdentifiantDeLaStructure,
    ].some((number) => number != null && structures.includes(number)),
  );
}
