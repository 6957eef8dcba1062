/** Boxes of a form, ticked and empty. */
const BOX = /\[ ?[xX✓✗×]? ?\]|[☐☒☑□■]/u;
const TICKED = /[xX✓✗×☒☑■]/u;
const EACH = new RegExp(BOX.source, 'gu');
/** Options that answer a question by themselves. */
const ANSWER = /^(?:oui|non)\b[^\p{L}\d]*/iu;
/** What is noted behind an answer. */
const NOTE = /(?:->|→|=>).*$|(?<!\([^)]*):\s*\S.*$/u;
/** The name of the next question, at the end of what stands before its boxes: the last word with a capital and what follows it. */
const NEXT_NAME = /(?:^|\s)((?:\p{Lu}[\p{L}\d'’/.-]*\s?(?:,\s)?){1,4}[^\p{Lu}]*(?:\([^)]*\))?[^\p{Lu}]*)$/u;
/** A question that is answered without a box, behind an option: "[ ] actif Alcool : occasionnel". */
const NEXT_LINE = /\s(\p{Lu}(?:[^\s:]+|(?=\s?:))(?:\s[^\s:,]+){0,3}\s?:(?: .*)?|(?:lequel|laquelle|lesquel(?:le)?s|préciser|si oui)\b.*)$/u;

/**
 * The text of a form with its boxes said in words, so that what reads sentences reads it too: "HTA : [ ] oui [X] non" as "HTA : non",
 * "Prothèse [ ] Dentier [X] haut Lunettes [ ]" as "Prothèse : non ; Dentier : oui, haut ; Lunettes : non". Empty boxes stay where their line
 * ticks none and names its questions behind them: nothing tells that they were asked of this patient.
 */
export function boxesInWords(text: string): string {
  return BOX.test(text) ? text.split('\n').map(lineInWords).join('\n') : text;
}

interface Box {
  readonly isTicked: boolean;
  /** Up to the next box. */
  readonly text: string;
}

function lineInWords(line: string): string {
  const marks = [...line.matchAll(EACH)];
  if (marks.length === 0) return line;
  const before = line.slice(0, marks[0]?.index).trim();
  const boxes = marks.map((mark, index) => ({
    isTicked: TICKED.test(mark[0]),
    text: line.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim(),
  }));
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  // A line that ends with a box has its boxes behind their names, one that begins with a box or asks has them before.
  if (before !== '' && boxes.at(-1)?.text === '') return indent + namesBefore(before, boxes);
  const isAsked = before === '' || /[:?]$/.test(before) || ANSWER.test(boxes[0]?.text ?? '') || (isSide(boxes[0]) && isSide(boxes[1]));
  return isAsked && boxes.some(({ isTicked }) => isTicked) ? indent + answers(before, boxes) : line;
}

/** "Lésion [ ] sein G [X] sein D": of two sides one is asked, with or without a colon. */
const isSide = (box: Box | undefined): boolean =>
  box !== undefined && /^(?:\p{L}+ )?(?:gauche|droite?|[gd]|o[gd])(?![\p{L}'’])/iu.test(box.text);

/** What stands before the next question's name, and that name. */
function parted(text: string): readonly [head: string, name: string] {
  const name = NEXT_NAME.exec(text)?.[1] ?? '';
  return name === '' ? [text, ''] : [text.slice(0, text.length - name.length).trim(), name.trim()];
}

/** "Cœur [ ] Phlébite [X] jambe, 2019 Embolie [ ]". */
function namesBefore(before: string, boxes: readonly Box[]): string {
  const first = boxes.findIndex(({ text }) => !ANSWER.test(text));
  const said: string[] =
    first > 0
      ? [
          answers(
            before,
            boxes.slice(0, first).map((box, index) => (index === first - 1 ? { ...box, text: parted(box.text)[0] } : box)),
          ),
        ]
      : [];
  let name = first > 0 ? parted(boxes[first - 1]?.text ?? '')[1] : before;
  for (const { isTicked, text } of boxes.slice(Math.max(0, first))) {
    const [note, next] = parted(text);
    said.push(
      `${name.replace(/\s*:$/, '')} : ${isTicked ? 'oui' : 'non'}${note === '' ? '' : note.startsWith('(') ? ` ${note}` : `, ${note}`}`,
    );
    name = next;
  }
  return said.join(' ; ');
}

/** "Pacemaker : [ ] oui [X] non Valve, clip : [ ] oui [X] non". */
function answers(before: string, boxes: readonly Box[]): string {
  const said: string[] = [];
  let question = before;
  let chosen: string[] = [];
  const close = (): void => {
    if (question !== '' || chosen.length > 0)
      said.push(
        [question === '' || /[:?]$/.test(question) || chosen.length === 0 ? question : `${question} :`, chosen.join(', ')].join(' ').trim(),
      );
    chosen = [];
  };
  for (const [index, { isTicked, text }] of boxes.entries()) {
    const isLast = index === boxes.length - 1;
    const asksNext =
      !isLast &&
      (/[:?]$/.test(text) || (ANSWER.test(text) && ANSWER.test(boxes[index + 1]?.text ?? '') && text.replace(ANSWER, '') !== ''));
    const line = isLast ? (NEXT_LINE.exec(text)?.[1] ?? '') : '';
    const [option, next] = asksNext ? parted(text) : [line === '' ? text : text.slice(0, text.length - line.length).trim(), line];
    if (isTicked) chosen.push(option);
    else {
      const note = NOTE.exec(option)?.[0] ?? '';
      if (note !== '') chosen.push(ANSWER.test(option) ? note : `${option.slice(0, option.length - note.length).trim()} : non ${note}`);
    }
    if (next === '') continue;
    close();
    question = next;
  }
  close();
  return said.join(' ; ');
}
