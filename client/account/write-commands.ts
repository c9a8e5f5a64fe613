/** The commands that change the account; what they do is loaded with the first of them. */
import { Disposable } from 'vscode';
import type { AccountNode } from './node.ts';
import { writing } from './source.ts';
import type { Changing } from './writing/changing.ts';

const names = [
  'closePort',
  'closePortForTime',
  'letIn',
  'letOut',
  'changeRule',
  'removeRule',
  'undoLastChange',
  'undoChange',
  'showChanges',
] as const;

type Register = (name: string, run: (node?: AccountNode) => unknown) => Disposable;

export function writeCommands(changing: Changing, register: Register): Disposable {
  return Disposable.from(
    ...names.map((name) =>
      register(`portguard.${name}`, async (node) => (await writing()).commands[name](changing, node)),
    ),
  );
}
