/**
 * What the Drift view shows and does. An entry point of its own (dist/drift.js), which is loaded with the first answer
 * of the server.
 */
export { accept, type DriftParts, openTemplate, pairGroups, restore, showInAccount } from './actions.ts';
export { itemOf } from './item.ts';
export { isUncertain, opensMore } from './marks.ts';
export { driftTree } from './tree.ts';
export { summary } from './words.ts';
