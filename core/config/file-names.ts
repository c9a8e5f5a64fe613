/** What a configuration may be called; the first is what PortGuard itself writes. */
export const configFileNames = ['.portguard.yaml', '.portguard.yml'] as const;
