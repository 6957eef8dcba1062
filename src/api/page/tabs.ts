import type { SpecialViews } from './client.js';

const TABS = [
  ['synthese', 'Synthèse'],
  ['frise', 'Frise'],
  ['courbes', 'Courbes'],
  ['croissance', 'Enfant'],
  ['grossesse', 'Grossesse'],
  ['diabete', 'Diabète'],
  ['documents', 'Documents'],
] as const;
export type Tab = (typeof TABS)[number][0];

const VIEW_OF: Partial<Record<Tab, keyof SpecialViews>> = { croissance: 'child', grossesse: 'pregnancy', diabete: 'diabetes' };

export const isTab = (name: string | undefined): name is Tab => TABS.some(([id]) => id === name);

/** The tabs of a dossier: the special views stand there only where it calls for them. */
export function tabsFor(views: SpecialViews | undefined): readonly (readonly [Tab, string])[] {
  return TABS.filter(([id]) => {
    const view = VIEW_OF[id];
    return view === undefined || views?.[view] !== undefined;
  });
}
