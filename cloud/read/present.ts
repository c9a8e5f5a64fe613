/** The API writes an empty text, or an empty list, for what is not set; a snapshot leaves it out. */
export function present(text: string | undefined): string | undefined {
  return text === '' || text === null ? undefined : text;
}

export function some<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items && items.length > 0 ? items : undefined;
}
