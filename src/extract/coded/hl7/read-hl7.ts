import type { PartialDate } from '../../../domain/citation.js';
import { maskOf } from '../terminology.js';
import type { DocumentMetadata, ReadingWarning } from '../../../domain/document.js';
import type { Value } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { attachmentOf, decodeBase64 } from '../attachments.js';
import type { CodedAttachment, CodedReading } from '../coded-reading.js';
import { partialDate } from '../dates.js';
import { decodeText } from '../decode.js';
import { composePage, hasWords, TextBlock } from '../fact-composer.js';
import { doubtsOf } from '../ins.js';
import { NarrativeWriter } from '../narrative-writer.js';
import { contradicts, flagOf, frenchNumber, numberOf } from '../quantities.js';
import type { Segment } from './hl7-message.js';
import { parseHl7 } from './hl7-message.js';
import { readMessageMetadata, readPid } from './hl7-header.js';

/** Offsets of the columns of a result line: analyte, value, range, flag. */
const COLUMNS = [0, 40, 62, 86];

/**
 * Reads HL7 v2 messages (ORU, MDM): each OBX result becomes a line of text and a fact, text observations become text,
 * files in OBX (CDA, PDF in base64) become attachments.
 *
 * @throws AppError FRS-IN-003 where there is no MSH segment
 */
export function readHl7(bytes: Uint8Array, documentId: string): CodedReading {
  const messages = parseHl7(decodeText(bytes));
  const warnings: ReadingWarning[] = [];
  const attachments: CodedAttachment[] = [];
  const blocks = messages.flatMap((message) => readMessage(message, attachments, warnings));
  const { pages, facts } = composePage(documentId, blocks);
  const identities = messages.map((message) => readPid(message.find((each) => each.name === 'PID')));
  const identity = identities.find((each) => each.birthName !== undefined || each.insMatricule !== undefined) ?? { firstNames: [] };
  const doubts = doubtsOf(identity);
  const known = new Set(identities.flatMap((each) => each.insMatricule ?? []));
  if (known.size > 1)
    doubts.push({
      code: 'several-patients',
      message: 'Le fichier porte des messages de plusieurs patients : seul le premier est lu comme identité.',
    });
  const metadata: Partial<DocumentMetadata> = readMessageMetadata(messages[0] ?? []);
  return { pages, metadata, identity, identityDoubts: doubts, entries: facts, attachments, warnings };
}

function readMessage(message: readonly Segment[], attachments: CodedAttachment[], warnings: ReadingWarning[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let block = new TextBlock();
  let sampled: PartialDate | undefined;
  const control = message.find((each) => each.name === 'MSH')?.component(10);
  for (const segment of message) {
    if (segment.name === 'OBR') {
      block = new TextBlock();
      blocks.push(block);
      sampled = partialDate(segment.component(7)) ?? partialDate(segment.component(22));
      writeLines(block, segment.component(4, 2) ?? segment.component(4, 5) ?? segment.component(4, 1) ?? '');
    } else if (segment.name === 'NTE') {
      writeLines(
        block,
        segment
          .repetitions(3)
          .map((each) => segment.text(each) ?? '')
          .join('\n'),
      );
    } else if (segment.name === 'OBX') {
      if (!blocks.includes(block)) blocks.push(block);
      readObx(segment, { block, sampled, attachments, warnings, control });
    }
  }
  return blocks;
}

interface ObxContext {
  readonly block: TextBlock;
  readonly sampled: PartialDate | undefined;
  readonly attachments: CodedAttachment[];
  readonly warnings: ReadingWarning[];
  readonly control: string | undefined;
}

function writeLines(block: TextBlock, text: string): void {
  for (const line of text.split('\n')) {
    block.writer.write(line);
    block.writer.lineBreak();
  }
}

function readObx(obx: Segment, context: ObxContext): void {
  const type = obx.component(2) ?? 'ST';
  const status = obx.component(11);
  if (status === 'D' || status === 'W') {
    context.warnings.push({
      code: 'entered-in-error',
      message: 'Un résultat que le laboratoire déclare supprimé ou erroné est laissé de côté.',
    });
    return;
  }
  if (type === 'ED') {
    takeFile(obx, context);
    return;
  }
  // CI-SIS metadata travel as observations: masks and addressees are no clinical result.
  if (maskOf(obx.component(3, 1) ?? '') !== undefined || obx.component(3, 3) === 'MetaDMPMSS') return;
  const label = obx.component(3, 2) ?? obx.component(3, 5) ?? obx.component(3, 1) ?? '';
  const values = obx.repetitions(5);
  if (type === 'TX' || type === 'FT') {
    const text = values.map((each) => obx.text(each) ?? '').join('\n');
    writeLines(context.block, text);
    return;
  }
  const value = valueOf(obx, type, values);
  if (value === undefined || !hasWords(label)) return;
  pushResult(obx, label, value, context);
}

function valueOf(obx: Segment, type: string, repetitions: readonly string[]): Value | undefined {
  const unit = obx.component(6, 1);
  const units = unit === undefined ? {} : { unit, ucum: unit };
  const first = repetitions[0];
  if (first === undefined) return undefined;
  if (type === 'SN') {
    const comparator = (['<', '<=', '>', '>='] as const).find((each) => each === obx.component(5, 1, first));
    const written = obx.component(5, 2, first);
    const second = obx.component(5, 4, first);
    if (written === undefined) return undefined;
    const number = second === undefined ? numberOf(written) : undefined;
    const text = `${comparator === undefined ? '' : `${comparator} `}${frenchNumber(written)}${second === undefined ? '' : ` ${obx.component(5, 3, first) ?? '-'} ${frenchNumber(second)}`}`;
    return { text, ...(number === undefined ? {} : { number }), ...(comparator === undefined ? {} : { comparator }), ...units };
  }
  if (type === 'CE' || type === 'CWE' || type === 'CNE') {
    const words = repetitions.flatMap((each) => obx.component(5, 2, each) ?? obx.component(5, 1, each) ?? []).join(' ; ');
    return words === '' ? undefined : { text: words };
  }
  const words = repetitions
    .flatMap((each) => obx.text(each) ?? [])
    .join(' ; ')
    .replace(/\s+/g, ' ');
  const bound = /^([<>]=?)\s*(\d+(?:[.,]\d+)?)$/.exec(words);
  const number = numberOf(bound?.[2] ?? words);
  if (words === '') return undefined;
  const text = number === undefined ? words : frenchNumber(words);
  return {
    text,
    ...(number === undefined ? {} : { number }),
    ...(bound === null ? {} : { comparator: bound[1] as '<' | '<=' | '>' | '>=' }),
    ...units,
  };
}

/** "11.5-15.5", "< 5", ">60" as bounds; the words stay as written. */
function rangeOf(written: string | undefined): Pick<Value, 'rangeText' | 'low' | 'high'> {
  if (written === undefined) return {};
  const both = /^(\d+(?:[.,]\d+)?)\s*(?:-|–|à)\s*(\d+(?:[.,]\d+)?)$/.exec(written);
  const one = /^([<>])=?\s*(\d+(?:[.,]\d+)?)$/.exec(written);
  const low = numberOf(both?.[1] ?? (one?.[1] === '>' ? one[2] : undefined));
  const high = numberOf(both?.[2] ?? (one?.[1] === '<' ? one[2] : undefined));
  return { rangeText: written, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

function pushResult(obx: Segment, label: string, bare: Value, context: ObxContext): void {
  const flags = obx.repetitions(8).flatMap((each) => obx.component(8, 1, each) ?? []);
  const flag = flagOf(flags);
  const value: Value = {
    ...bare,
    ...rangeOf(obx.component(7)),
    ...(flag === undefined ? {} : { flag }),
    ...(flags.length === 0 ? {} : { interpretation: flags.join(' ') }),
  };
  const code = obx.component(3, 1);
  if (contradicts(value)) {
    context.warnings.push({
      code: 'coded-contradiction',
      message: `Résultat codé ${code ?? 'sans code'} : le drapeau contredit l'intervalle de référence. Les deux sont montrés tels que la source les donne.`,
    });
  }
  const { writer } = context.block;
  const cells = [label, `${value.text}${value.unit === undefined ? '' : ` ${value.unit}`}`, value.rangeText ?? '', flags.join(' ')].map(
    (text, index) => {
      const cell = new NarrativeWriter(true);
      cell.write(text);
      return { writer: cell, offset: COLUMNS[index] ?? 0 };
    },
  );
  writer.row(cells);
  const row = writer.rows.at(-1);
  const own = partialDate(obx.component(14));
  const date = own ?? context.sampled;
  if (row === undefined) return;
  context.block.drafts.push({
    fact: {
      kind: 'observation',
      label: label.slice(0, 250),
      status: 'active',
      qualifiers: UNQUALIFIED,
      cues: [],
      origin: 'hl7:obx',
      confidence: 0.99,
      importance: flag !== undefined && flag !== 'N' ? 2 : 1,
      value,
      ...(code === undefined ? {} : { code: { system: obx.component(3, 3) ?? '', code, display: label } }),
      ...(date === undefined ? {} : { date, dateSource: own === undefined ? ('section' as const) : ('text' as const) }),
    },
    passages: [context.block.passage(row.start, row.end)],
    line: label,
  });
  writer.lineBreak();
}

function takeFile(obx: Segment, context: ObxContext): void {
  const value = obx.repetitions(5)[0] ?? '';
  const data = obx.component(5, 5, value);
  // "A" says that the data are words, escaped as any other: they are told where they stand.
  if (data !== undefined && obx.component(5, 4, value)?.toUpperCase() === 'A') {
    writeLines(context.block, data);
    return;
  }
  const bytes = data === undefined ? undefined : decodeBase64(data);
  if (bytes === undefined) {
    context.warnings.push({
      code: 'FRS-IN-003',
      message: 'Une pièce jointe du message est absente ou endommagée : elle ne peut pas être lue.',
    });
    return;
  }
  const attachment = attachmentOf(bytes, { declared: undefined, name: `piece-${context.attachments.length + 1}`, kind: 'body' });
  context.attachments.push({ ...attachment, ...(context.control === undefined ? {} : { submissionSet: context.control }) });
}
