/**
 * Bounds on what an evaluation may make of a text. A few lines that refer to each other can name a list or a text of
 * any size (each local twice the one before); what exceeds a bound is unknown with the reason `limit`.
 */

/** Characters of one text: a whole user-data script is a fiftieth of it. */
export const maxText = 1_000_000;

/** Items of one list that a function makes. */
export const maxItems = 20_000;

/** Parts of lists and maps that are looked at to compare them or to write them as text. */
export const maxParts = 50_000;

/** Levels of lists and maps within each other. */
export const maxLevels = 100;
