/** `vscode.l10n.t`, given to what does not know the editor: the English text is the key, `{0}` an argument. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;
