import type { Command } from 'commander';

/** Headings of a help page, as commander has them. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Usage :',
  'Options:': 'Options :',
  'Global Options:': 'Options générales :',
  'Commands:': 'Commandes :',
  'Arguments:': 'Arguments :',
};
const DESCRIPTIONS: readonly (readonly [RegExp, string])[] = [
  [/\(choices: /, '(au choix : '],
  [/\(default: /, '(par défaut : '],
];
/** What commander refuses, in its own words; a line that none of these knows stays as it is. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^error: missing required argument '([^']*)'/, 'Il manque l’argument « $1 ».'],
  [/^error: option '([^']*)' argument missing/, 'L’option « $1 » attend une valeur.'],
  [/^error: required option '([^']*)' not specified/, 'Il manque l’option « $1 ».'],
  [
    /^error: option '([^']*)' argument '[^]*' is invalid\. Allowed choices are (.*)\.$/m,
    'Valeur refusée pour l’option « $1 ». Au choix : $2.',
  ],
  [/^error: option '([^']*)' argument '[^]*' is invalid\.?/, 'Valeur refusée pour l’option « $1 ».'],
  [/^error: unknown option '([^']*)'/, 'Option inconnue : « $1 ».'],
  [/^error: unknown command '([^']*)'/, 'Commande inconnue : « $1 ».'],
  [/^error: too many arguments(?: for '([^']*)')?.*/, 'Trop d’arguments.'],
  [/\(Did you mean (?:one of )?(.*)\?\)/, '(Peut-être : $1)'],
];
const translated = (text: string, rules: readonly (readonly [RegExp, string])[]): string =>
  rules.reduce((told, [pattern, french]) => told.replace(pattern, french), text);

/** Commander's own words in French: headings of the help, refusals, and where the help is. Before the commands are added: they inherit it. */
export function speakFrench(program: Command): Command {
  return program
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      styleUsage: (usage) => usage.replace('[command]', '[commande]'),
      styleOptionDescription: (text) => translated(text, DESCRIPTIONS),
      styleArgumentDescription: (text) => translated(text, DESCRIPTIONS),
    })
    .configureOutput({ outputError: (text, write) => write(translated(text, REFUSALS)) })
    .helpCommand('help [commande]', 'afficher l’aide d’une commande')
    .showHelpAfterError('« frise --help » donne les commandes, « frise COMMANDE --help » leurs options.');
}
