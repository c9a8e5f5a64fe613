/** A list to choose from, in which something that is not listed can be typed as well. */
import { type QuickPickItem, window } from 'vscode';

interface Offered<T> extends QuickPickItem {
  readonly value: T | undefined;
}

export interface Choice<T> {
  readonly title: string;
  readonly placeHolder: string;
  readonly items: readonly (QuickPickItem & { readonly value: T })[];
  /** What a text means, or what is wrong with it. */
  readonly read: (text: string) => { readonly value: T; readonly label?: string } | { readonly problem: string };
}

export function chooseOrType<T>({ title, placeHolder, items, read }: Choice<T>): Promise<T | undefined> {
  const pick = window.createQuickPick<Offered<T>>();
  pick.title = title;
  pick.placeholder = placeHolder;
  pick.matchOnDescription = true;
  pick.items = items;
  return new Promise((resolve) => {
    pick.onDidChangeValue((text) => {
      const typed = text.trim();
      const own = typed === '' ? undefined : offered(typed, read(typed));
      // What is listed is not offered again.
      const isListed = items.some(({ label }) => label.replace(/^\$\([\w-]+\) /, '') === own?.label);
      pick.items = own && !isListed ? [...items, own] : items;
    });
    pick.onDidAccept(() => {
      const typed = pick.value.trim();
      // Who types fast is there before the list is.
      const chosen = pick.selectedItems[0] ?? (typed === '' ? undefined : offered(typed, read(typed)));
      // What is wrong stays there, to be typed over.
      if (chosen?.value === undefined) return;
      resolve(chosen.value);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function offered<T>(text: string, read: ReturnType<Choice<T>['read']>): Offered<T> {
  if ('problem' in read) return { label: text, detail: `$(error) ${read.problem}`, alwaysShow: true, value: undefined };
  return { label: read.label ?? text, alwaysShow: true, value: read.value };
}
