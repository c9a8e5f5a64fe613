/** Text for people, in both of the languages that PortGuard speaks. The variable part comes last where it can. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Text;
