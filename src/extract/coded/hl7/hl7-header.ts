import type { AccessState, Author, DocumentMetadata, IdentityTraits } from '../../../domain/document.js';
import { described, documentTypeDisplay, maskOf } from '../terminology.js';
import { partialDate } from '../dates.js';
import { isInsOid } from '../ins.js';
import type { Segment } from './hl7-message.js';

/** PID as IHE France fills it: INS by its OID in PID-3, birth name typed L and used name typed D in PID-5. */
export function readPid(pid: Segment | undefined): IdentityTraits {
  if (pid === undefined) return { firstNames: [] };
  const ins = pid.repetitions(3).find((each) => isInsOid(pid.subcomponent(4, 2, each)) || /^INS/.test(pid.component(3, 5, each) ?? ''));
  const matricule = ins === undefined ? undefined : pid.component(3, 1, ins);
  const oid = ins === undefined ? undefined : pid.subcomponent(4, 2, ins);
  const names = pid.repetitions(5);
  const legal = names.find((each) => pid.component(5, 7, each) === 'L') ?? names[0];
  const used = names.find((each) => pid.component(5, 7, each) === 'D');
  const birthName = legal === undefined ? undefined : pid.component(5, 1, legal);
  const usedName = used === undefined ? undefined : pid.component(5, 1, used);
  const firstNames =
    legal === undefined
      ? []
      : [pid.component(5, 2, legal), ...(pid.component(5, 3, legal) ?? '').split(/[\s,]+/)].filter(
          (each): each is string => each !== undefined && each !== '',
        );
  const birthDate = partialDate(pid.component(7));
  const sex = pid.component(8);
  const birthPlace = pid.repetitions(11).find((each) => pid.component(11, 7, each) === 'BDL');
  const birthPlaceCode = birthPlace === undefined ? undefined : (pid.component(11, 9, birthPlace) ?? pid.component(11, 5, birthPlace));
  return {
    ...(matricule === undefined ? {} : { insMatricule: matricule }),
    ...(oid === undefined ? {} : { insOid: oid }),
    ...(birthName === undefined ? {} : { birthName }),
    ...(usedName === undefined ? {} : { usedName }),
    firstNames: [...new Set(firstNames)],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex: sex === 'M' || sex === 'F' ? sex : ('U' as const) }),
    ...(birthPlaceCode === undefined ? {} : { birthPlaceCode }),
  };
}

/** An XCN: identifier, family, given. */
function personOf(segment: Segment | undefined, field: number): Author | undefined {
  const repetition = segment?.repetitions(field)[0];
  if (segment === undefined || repetition === undefined) return undefined;
  const name = [segment.component(field, 3, repetition), segment.component(field, 2, repetition)]
    .filter((each) => each !== undefined)
    .join(' ');
  const identifier = segment.component(field, 1, repetition);
  if (name === '') return undefined;
  return { name, ...(identifier === undefined ? {} : { identifier }) };
}

/** Title, type, dates, author and states of a message: TXA first, then the first OBR; masks told by OBX (CI-SIS). */
export function readMessageMetadata(message: readonly Segment[]): Partial<DocumentMetadata> & Pick<DocumentMetadata, 'version' | 'access'> {
  const of = (name: string): Segment | undefined => message.find((each) => each.name === name);
  const txa = of('TXA');
  const obr = of('OBR');
  const typeCode = txa?.component(2, 1) ?? obr?.component(4, 1);
  const typeName =
    txa === undefined
      ? obr?.component(4, 2)
      : (txa.component(2, 2) ?? (typeCode === undefined ? undefined : documentTypeDisplay(typeCode)));
  const title = txa?.component(25) ?? typeName;
  const act = partialDate(txa?.component(4) ?? obr?.component(7));
  const written = partialDate(txa?.component(6) ?? obr?.component(22) ?? of('MSH')?.component(7));
  const author =
    personOf(txa, 9) ??
    personOf(obr, 32) ??
    personOf(txa, 5) ??
    personOf(
      message.find((each) => each.name === 'OBX' && each.raw(16) !== ''),
      16,
    );
  const organisation = of('OBX')?.component(23) ?? of('MSH')?.component(4);
  const documentId = txa?.component(12) ?? obr?.component(3);
  const parent = txa?.component(13);
  const access = new Set<AccessState>();
  for (const obx of message.filter((each) => each.name === 'OBX')) {
    const mask = maskOf(obx.component(3, 1) ?? '');
    if (mask !== undefined && /^(Y|O|1)/i.test(obx.component(5) ?? '')) access.add(mask);
  }
  const availability = txa?.component(19);
  if (availability === 'OB' || availability === 'CA') access.add('deprecated');
  return {
    ...(title === undefined ? {} : { title: described(title, txa === undefined ? 'OBR-4' : 'TXA-25 ou TXA-2') }),
    ...(typeCode === undefined
      ? {}
      : {
          type: described(
            {
              system: txa?.component(2, 3) ?? obr?.component(4, 3) ?? '',
              code: typeCode,
              ...(typeName === undefined ? {} : { display: typeName }),
            },
            txa === undefined ? 'OBR-4' : 'TXA-2',
            txa === undefined ? 0.6 : 1,
          ),
        }),
    ...(act === undefined
      ? written === undefined
        ? {}
        : { actDate: described(written, "date d'écriture, faute de date de l'acte", 0.7) }
      : { actDate: described(act, txa === undefined ? 'OBR-7' : 'TXA-4') }),
    ...(written === undefined ? {} : { writtenDate: described(written, 'TXA-6, OBR-22 ou MSH-7') }),
    ...(author === undefined ? {} : { author: described(author, 'TXA-9, OBR-32 ou OBX-16') }),
    ...(organisation === undefined ? {} : { organisation: described(organisation, 'OBX-23 ou MSH-4', 0.8) }),
    version: { ...(documentId === undefined ? {} : { documentId }), replaces: parent === undefined ? [] : [parent] },
    access: [...access],
  };
}
