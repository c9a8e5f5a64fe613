/** The text editor that somebody was in last: a page or a side bar that has the focus now takes nothing away from it. */
import { type Disposable, type TextEditor, window } from 'vscode';

let last: TextEditor | undefined;

export function followTextEditors(): Disposable {
  last = window.activeTextEditor;
  return window.onDidChangeActiveTextEditor((editor) => {
    if (editor) last = editor;
  });
}

/** `undefined` where there was none, or where its document was closed. */
export function lastTextEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor ?? last;
  return editor?.document.isClosed ? undefined : editor;
}
