/** How pages of details look: only the theme's own colours and fonts, so that high contrast and every theme are met. */
import { html } from './html.ts';

export const style = html`
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5;
  color: var(--vscode-foreground); background: var(--vscode-editor-background); margin: 0; padding: 0 24px 48px; }
main { max-width: 1100px; margin: 0 auto; overflow-wrap: break-word; }
bdi { overflow-wrap: anywhere; }
h1 { font-size: 1.7em; font-weight: 600; margin: 24px 0 4px; }
h2 { font-size: 1.25em; font-weight: 600; margin: 36px 0 8px; padding-bottom: 4px;
  border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, var(--vscode-foreground))); }
h3 { font-size: 1em; font-weight: 600; margin: 20px 0 4px; }
p { margin: 8px 0; }
a { color: var(--vscode-textLink-foreground); text-decoration: underline; }
a:hover { color: var(--vscode-textLink-activeForeground); }
a:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
nav ul { list-style: none; padding: 0; margin: 16px 0; display: flex; flex-wrap: wrap; gap: 4px 20px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 20px; margin: 16px 0; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 8px 0 16px; }
caption { text-align: start; color: var(--vscode-descriptionForeground); padding-bottom: 6px; }
th, td { text-align: start; vertical-align: top; padding: 5px 14px 5px 0; font-weight: normal;
  border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
thead th { font-weight: 600; white-space: nowrap; }
@media (min-width: 800px) {
  td { min-width: 4.5em; }
  td:has(a) { min-width: 12em; }
}
tr:target { outline: 2px solid var(--vscode-focusBorder); }
.idle th, .idle td { color: var(--vscode-descriptionForeground); }
.high, .error, .medium, .unknown, .warning { font-weight: 600; padding-inline-start: 8px; border-inline-start: 4px solid; }
.high, .error { border-color: var(--vscode-editorError-foreground); }
.medium, .unknown, .warning { border-color: var(--vscode-editorWarning-foreground); }
code { font-family: var(--vscode-editor-font-family); font-size: 0.95em; color: inherit; background: none; padding: 0; }
`;
