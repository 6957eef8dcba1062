import { COMPANIONS, POSSESSIVES, REPORTERS } from './person-words.js';
import type { Token } from './tokens.js';

const TELLS_WHY = /^(?:motif|motifs|hdm|histoire|plaintes?|doleances?|appel|anamnese|mdv)$/;
/** "Motif : dyspnée + confusion (fille)": who told it, behind what brings the patient. */
export const isInformant = (tokens: readonly Token[], from: number, to: number): boolean => {
  const open = POSSESSIVES.has(tokens[from - 1]?.text ?? '') ? from - 2 : from - 1;
  return tokens[open]?.text === '(' && tokens[to]?.text === ')' && tokens.slice(0, 5).some(({ text }) => TELLS_WHY.test(text));
};

/** "(IDM 49 ans)", "(cancer du sein à 45 ans)": words with an age behind them, none of which says who she is or what she does. */
export const isIllness = (tokens: readonly Token[], from: number): boolean => {
  const close = tokens.findIndex(({ text }, index) => index >= from && text === ')');
  const inside = tokens.slice(from, close < 0 ? from : close);
  return (
    inside.length >= 3 &&
    inside.at(-1)?.text === 'ans' &&
    /^[a-z]/.test(inside[0]?.text ?? '') &&
    !inside.some(({ text }) => text === ',' || text === 'agee' || text === 'age' || REPORTERS.has(text) || COMPANIONS.has(text))
  );
};
