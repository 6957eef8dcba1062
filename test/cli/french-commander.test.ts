import { Command, Option } from 'commander';
import { expect, it } from 'vitest';
import { speakFrench } from '../../src/cli/french-commander.js';

function run(...args: readonly string[]): string {
  let said = '';
  const program = new Command('frise').exitOverride().helpOption('-h, --help', 'afficher cette aide');
  const write = (text: string): void => void (said += text);
  program.configureOutput({ writeErr: write, writeOut: write });
  speakFrench(program);
  program
    .command('ask')
    .argument('<question>', 'la question')
    .addOption(new Option('--for <profession>', 'pour qui').choices(['infirmier', 'radiologue']))
    .option('--on <date>', 'le jour')
    .action(() => undefined);
  try {
    program.parse(['node', 'frise', ...args]);
  } catch {
    // What commander throws, it has said.
  }
  return said;
}

it.each([
  [['foo'], 'Commande inconnue : « foo ».'],
  [['ask'], 'Il manque l’argument « question ».'],
  [['ask', 'x', '--bogus'], 'Option inconnue : « --bogus ».'],
  [['ask', 'x', '--on'], 'L’option « --on <date> » attend une valeur.'],
  [['ask', 'x', '--for', 'zzz'], 'Valeur refusée pour l’option « --for <profession> ». Au choix : infirmier, radiologue.'],
  [['ask', 'x', 'y'], 'Trop d’arguments.'],
])('%j is refused in French, with where the help is', (args, message) => {
  const said = run(...args);
  expect(said.split('\n')[0]).toBe(message);
  expect(said).toContain('frise --help');
});

it('leaves no English word in the help', () => {
  const said = `${run('--help')}${run('ask', '--help')}`;
  expect(said).toContain('(au choix : "infirmier", "radiologue")');
  expect(said).not.toMatch(/\b(?:Commands|choices|display|output|command)\b|Usage:/);
});
