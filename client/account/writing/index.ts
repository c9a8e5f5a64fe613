/**
 * Changes of the live account from the editor: asked for, planned, confirmed, made, told, shown, taken back. An entry
 * point of its own (dist/writing.js), which is loaded when somebody wants to change something. What is sent, and the
 * journal, are the business of cloud/write/.
 */
export { changeAccount } from './change-account.ts';
export { commands } from './commands.ts';
export { journalOfClosings } from './journal-of-closings.ts';
export { reopen } from './reopen.ts';
export { undo } from './undo.ts';
