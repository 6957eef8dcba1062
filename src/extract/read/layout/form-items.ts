/**
 * Where a new item begins on the line of a form. A PDF made from running text keeps single blanks between "Alcool [ ]   Cannabis [ ]" and
 * the readers of boxes need the gaps that the eye saw.
 */

const ANSWERS: ReadonlySet<string> = new Set(['oui', 'non', 'nsp', 'aucun', 'aucune']);
/** "[X]", "☐" whole, or "[" and "]" in two words. */
const WHOLE_BOX = /^(?:\[[xX]?\]|[☐☒])$/u;
/** "Stimulateur", "L'appareil", never "CHU", "J3" or "Dr". */
const CAPITALISED = /^(?:[LD]['’])?\p{Lu}\p{Ll}[\p{Ll}'’-]+/u;
const CAPITAL = /^\p{Lu}\p{L}[\p{L}'’-]*/u;
const TITLE = /^(?:Dr|Pr|Mme|Mlle|Mr)\.?$/u;
/** What leads to a name of the same item: "sous Keppra", "Dr Martin", "depuis Noël". */
const LEADS =
  /^(?:de|du|des|d['’]|la|le|les|l['’]|par|sous|avec|à|a|au|aux|en|chez|pour|et|ou|dont|sans|depuis|vers|dans|sur|par|dr|pr|mme|m|mr|mlle)\.?$/iu;
/** "non fait", "oui rédigées": goes with the answer. */
const SAID_OF_IT = /^(?:faite?s?|connue?s?|prévue?s?|reçue?s?|acquise?s?|remise?s?|\p{Ll}+ée?s?)$/u;
/** A step of a scale: "1", "IV", "B". */
const STEP = /^(?:\d{1,2}|[IV]{1,3}|[A-E])$/u;
const LABEL_END = /:$/u;
/** Names of questions that are written small: "latex :", "laquelle :". */
const SMALL_LABEL =
  /^(?:tabac|alcool|cannabis|latex|iode|aliments?|poids|taille|laquelle|lequel|lesquels|motif|date|si|depuis|autre|précisez)$/u;

interface Box {
  readonly from: number;
  /** The word behind it. */
  readonly to: number;
}

const boxesOf = (words: readonly string[]): readonly Box[] =>
  words.flatMap((word, index): Box[] =>
    WHOLE_BOX.test(word)
      ? [{ from: index, to: index + 1 }]
      : word === '[' && words[index + 1] === ']'
        ? [{ from: index, to: index + 2 }]
        : word === '[' && /^[xX]$/u.test(words[index + 1] ?? '') && words[index + 2] === ']'
          ? [{ from: index, to: index + 3 }]
          : [],
  );

/** The ranks of the words that open another item of a form's line; none where the line holds no box. */
export function itemStarts(words: readonly string[]): ReadonlySet<number> {
  const boxes = boxesOf(words);
  const starts = new Set<number>();
  const [first] = boxes;
  const last = boxes.at(-1);
  if (first === undefined || last === undefined) return starts;
  const word = (index: number): string => words[index] ?? '';
  const behind = areBehind(words, boxes);
  const scale = (box: Box | undefined): boolean => box !== undefined && STEP.test(word(box.to));
  /** The capital that opens a name inside a stretch, and what goes with it: never the stretch's first word. */
  const nameStart = (from: number, to: number, any: boolean): number | undefined => {
    for (let index = to - 1; index > from; index -= 1) {
      if (!(any ? CAPITAL : CAPITALISED).test(word(index)) || TITLE.test(word(index))) continue;
      let start = index;
      // "Score OMS" is one name; in "insuffisance cardiaque, FA Défibrillateur" another begins.
      while (
        start > from &&
        CAPITAL.test(word(start - 1)) &&
        !/[,;.)]$/u.test(word(start - 1)) &&
        (CAPITALISED.test(word(start - 1)) || !CAPITALISED.test(word(start)))
      )
        start -= 1;
      if (start === from) return undefined;
      // "32 SA" is a number with its unit, "3 ADL :" a number and the next name.
      if (/^\d+$/u.test(word(start - 1)) && !CAPITALISED.test(word(start)) && start + 1 < to) continue;
      if (!LEADS.test(word(start - 1)) && !/(?:^|[('’])$/u.test(word(start - 1))) return start;
    }
    return undefined;
  };
  const stretches = [
    { from: 0, to: first.from },
    ...boxes.map((box, order) => ({ from: box.to, to: boxes[order + 1]?.from ?? words.length })),
  ];
  const heading = headingEnd(words, first.from);
  if (heading > 0) starts.add(heading);
  stretches.forEach(({ from, to }, rank) => {
    if (from >= to) return;
    const next = boxes[rank];
    let open = from;
    if (rank > 0) {
      if (behind) {
        if (!continues(word(from))) starts.add(from);
      } else if (STEP.test(word(from)) && scale(boxes[rank - 2] ?? next) && to > from + 1) {
        starts.add(from + 1);
        open = from + 1;
      } else if (ANSWERS.has(word(from).toLowerCase()) && goesOn(words, from + 1, to)) {
        const opens = SAID_OF_IT.test(word(from + 1)) ? from + 2 : from + 1;
        if (opens < to) starts.add(opens);
        open = opens;
      }
    }
    // "Poumon : poumon de fermier Apnées du sommeil : [ ]": each colon but the stretch's first closes a name that another item opens.
    let value = open;
    for (let index = open; index < to; index += 1) {
      if (!LABEL_END.test(word(index))) continue;
      const end = word(index) === ':' ? index : index + 1;
      if (value > from || rank > 0) {
        const start = nameStart(value, end, true) ?? (isSmall(word(end - 1)) && end - 1 > value ? end - 1 : undefined);
        if (start !== undefined) starts.add(start);
      }
      value = index + 1;
    }
    // "avec difficulté Marche [ ] seule", "protections Sonde urinaire [ ]": the name before the next box is another item's.
    if (next !== undefined && value < to) {
      const start = nameStart(value, to, scale(next));
      if (start !== undefined && (start >= to - 1 || behind || next.to === words.length || scale(next))) starts.add(start);
    }
    // "[X] Césarienne (voie haute) Fille": behind a closed bracket a capital opens.
    for (let index = from + 1; index < to; index += 1)
      if (word(index - 1).endsWith(')') && CAPITALISED.test(word(index)) && !TITLE.test(word(index))) starts.add(index);
  });
  return starts;
}

/** "ALIMENTATION Texture : [X] normale": where the question behind a heading in capitals begins; 0 where the line has none. */
function headingEnd(words: readonly string[], box: number): number {
  if (!/^\p{Lu}{4,}$/u.test(words[0] ?? '')) return 0;
  const end = words.findIndex((word) => !/^\p{Lu}+$/u.test(word));
  const asked = words.findIndex((word, index) => index >= end && LABEL_END.test(word));
  return end > 0 && /^\p{L}/u.test(words[end] ?? '') && asked >= end && asked < box ? end : 0;
}

const isSmall = (word: string): boolean => SMALL_LABEL.test(word.replace(/:$/u, '').toLowerCase());

/** "[X] avec aura", "[X] haut", "[ ] (mère oui)": a box behind its name may be followed by what goes on from it. */
const continues = (word: string): boolean => !CAPITAL.test(word) || word.startsWith('(');

/** "non Alcool :", "non se déplace :": another question stands behind the answer; "non la nuit", "oui 6/j", "oui lesquelles :" goes on. */
function goesOn(words: readonly string[], from: number, to: number): boolean {
  const word = words[from] ?? '';
  if (from >= to || /^(?:[\d(:–>-]|(?:la|le|les)quel|précise|date)/u.test(word)) return false;
  return CAPITAL.test(word) || words.slice(from, to).some((one) => LABEL_END.test(one));
}

/**
 * "HTA [ ] Diabète [X]", "Stimulateur cardiaque [ ] Prothèse dentaire [X] haut": each box stands behind its name where the line opens with a
 * name and ends with a box, or with small words where every name between is written with its capital.
 */
function areBehind(words: readonly string[], boxes: readonly Box[]): boolean {
  const [first] = boxes;
  const last = boxes.at(-1);
  if (first === undefined || last === undefined || boxes.length < 2 || first.from === 0) return false;
  if (LABEL_END.test(words[first.from - 1] ?? '')) return false;
  if (last.to === words.length) return true;
  return (
    /^\p{Ll}/u.test(words[last.to] ?? '') &&
    boxes.slice(0, -1).every((box, order) => box.to < (boxes[order + 1]?.from ?? 0) && CAPITALISED.test(words[box.to] ?? ''))
  );
}
