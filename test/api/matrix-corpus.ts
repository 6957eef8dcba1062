import { zipSync } from 'fflate';
import { demoFiles, type TestFile } from './support.js';

/** What a document is, for whoever says in the test who may see it. */
export interface Planted {
  readonly name: string;
  readonly type: string | undefined;
  readonly states: readonly ('masked' | 'invisible' | 'no-representative' | 'archived' | 'deprecated' | 'own' | 'quarantined')[];
  readonly author?: string;
  /** Words and numbers that are in this document alone, as answers may show them. */
  readonly marks: readonly RegExp[];
}

export interface Corpus {
  readonly files: readonly TestFile[];
  readonly planted: readonly Planted[];
}

export const TYPES = ['34112-3', '57833-6', '11502-2'] as const;
export const AUTHOR = '810000000003';
const OTHER_AUTHOR = '810000000099';
export const PATIENT = { birthName: 'ESSAI', firstNames: ['Jeanne'], birthDate: '1955-04-02', sex: 'F' as const };

const DRUGS =
  'ramipril bisoprolol metformine furosémide allopurinol colchicine amlodipine atorvastatine lévothyroxine oméprazole tramadol sertraline apixaban gabapentine méthotrexate prednisone salbutamol donépézil tamsulosine mirtazapine spironolactone clopidogrel'.split(
    ' ',
  );
const MASKS = { masked: 'MASQUE_PS', invisible: 'INVISIBLE_PATIENT', 'no-representative': 'INVISIBLE_REPRESENTANTS_LEGAUX' } as const;
type CdaState = keyof typeof MASKS;

/** Text, drug and result of the n-th document, and what tells them. */
function content(n: number): { text: readonly string[]; marks: RegExp[] } {
  const [drug, result, word] = [DRUGS[n]!, 4101 + n, `zorglub${n}x`];
  return {
    text: [`Mot de passage ${word} relevé ce jour.`, `Traitement : ${drug} 5 mg le matin.`, `Ferritine : ${result} µg/L.`],
    marks: [
      new RegExp(word, 'i'),
      new RegExp(`secret${n}x`, 'i'),
      new RegExp(drug.slice(0, -1), 'i'),
      // The matrix asks thousands of times: the audit's own numbers come as far as these.
      new RegExp(`(?<!"seq":)\\b${result}\\b`),
    ],
  };
}

function cda(n: number, type: string, states: readonly CdaState[], author: string, family = PATIENT.birthName, born = '19550402'): string {
  const { text } = content(n);
  return `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
  <id root="1.2.250.1.999.7" extension="M${n}"/>
  <code code="${type}" codeSystem="2.16.840.1.113883.6.1"/>
  <title>Compte rendu secret${n}x</title>
  <effectiveTime value="202403${String(10 + n)}"/>
  <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
  ${states.map((state) => `<confidentialityCode code="${MASKS[state]}" codeSystem="1.2.250.1.213.1.1.4.13"/>`).join('\n  ')}
  <recordTarget><patientRole><id root="1.2.250.1.999.99" extension="IPP-${family}"/><patient>
    <name><family qualifier="BR">${family}</family><given>Jeanne</given></name>
    <administrativeGenderCode code="F"/><birthTime value="${born}"/>
  </patient></patientRole></recordTarget>
  <author><time value="20240301"/><assignedAuthor><id root="1.2.250.1.71.4.2.1" extension="${author}"/>
    <assignedPerson><name><given>Paul</given><family>MARTEL</family></name></assignedPerson></assignedAuthor></author>
  <component><structuredBody><component><section><title>Consultation</title>
    <text>${text.map((line) => `<paragraph>${line}</paragraph>`).join('')}</text>
  </section></component></structuredBody></component>
</ClinicalDocument>`;
}

const XDS = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0';

/** An archive whose only document is out of the current list, or masked while nothing says so of the archive itself. */
function xdm(n: number, type: string, status: string, mask: string | undefined): Uint8Array {
  const entry = `<SubmitObjectsRequest xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"><RegistryObjectList xmlns="${XDS}">
  <ExtrinsicObject id="Document${n}" mimeType="text/plain" status="urn:oasis:names:tc:ebxml-regrep:StatusType:${status}">
    <Slot name="URI"><ValueList><Value>DOC${n}.TXT</Value></ValueList></Slot>
    <Slot name="creationTime"><ValueList><Value>202403${String(10 + n)}</Value></ValueList></Slot>
    <Name><LocalizedString value="Compte rendu secret${n}x"/></Name>
    <Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983" nodeRepresentation="${type}"><Slot name="codingScheme"><ValueList><Value>2.16.840.1.113883.6.1</Value></ValueList></Slot></Classification>
    ${mask === undefined ? '' : `<Classification classificationScheme="urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f" nodeRepresentation="${mask}"/>`}
  </ExtrinsicObject></RegistryObjectList></SubmitObjectsRequest>`;
  const text = `Patient : Mme ESSAI Jeanne, née le 02/04/1955\n\n${content(n).text.join('\n')}\n`;
  return zipSync(
    {
      'IHE_XDM/SUBSET01/METADATA.XML': Buffer.from(entry),
      [`IHE_XDM/SUBSET01/DOC${n}.TXT`]: Buffer.from(text),
      'INDEX.HTM': Buffer.from('<html/>'),
    },
    { level: 0 },
  );
}

/** One document for each type and state, each with words of its own. */
export function plantCorpus(): Corpus {
  const files: TestFile[] = [];
  const planted: Planted[] = [];
  const add = (name: string, bytes: string | Uint8Array, rest: Omit<Planted, 'name' | 'marks'>, marks?: RegExp[]): void => {
    files.push({ name, bytes });
    planted.push({ name, ...rest, marks: marks ?? content(planted.length).marks });
  };
  const states: readonly (readonly CdaState[])[] = [[], ['masked'], ['invisible'], ['no-representative']];
  for (const type of TYPES)
    for (const state of states) add(`cda-${planted.length}.xml`, cda(planted.length, type, state, OTHER_AUTHOR), { type, states: state });
  add('own-masked.xml', cda(planted.length, TYPES[0], ['masked'], AUTHOR), { type: TYPES[0], states: ['masked'], author: AUTHOR });
  add('own.xml', cda(planted.length, 'DOCPAT001', [], OTHER_AUTHOR), { type: 'DOCPAT001', states: ['own'] });
  add('foreign.xml', cda(planted.length, TYPES[0], [], OTHER_AUTHOR, 'AUTREPERSONNE', '19310204'), {
    type: TYPES[0],
    states: ['quarantined'],
  });
  add('archived.zip', xdm(planted.length, TYPES[1], 'Archived', undefined), { type: TYPES[1], states: ['archived'] });
  add('deprecated.zip', xdm(planted.length, TYPES[1], 'Deprecated', undefined), { type: TYPES[1], states: ['deprecated'] });
  add('masked.zip', xdm(planted.length, TYPES[0], 'Approved', 'MASQUE_PS'), { type: TYPES[0], states: ['masked'] });
  const [scan] = demoFiles('doc-001.pdf');
  add(scan!.name, scan!.bytes, { type: undefined, states: ['quarantined'] }, [/doc-001/, /VASSERINE/i]);
  return { files, planted };
}
