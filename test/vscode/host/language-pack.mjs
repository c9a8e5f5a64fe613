// A language pack for the workbench, as the one from the marketplace would be installed: with it `env.language` is
// that language, for extensions too. It has the words that stand around our own on a screen; the rest stays English.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As VS Code's Chinese language pack has them. */
const chinese = {
  'Checking for quick fixes...': '正在检查快速修复...',
  Explorer: '资源管理器',
  Extensions: '扩展',
  'Ln {0}, Col {1}': '行 {0}，列 {1}',
  'More Actions...': '更多操作...',
  'No quick fixes available': '没有可用的快速修复',
  'Open Editors': '打开的编辑器',
  Outline: '大纲',
  Problems: '问题',
  'Quick Fix': '快速修复',
  'Quick Fix...': '快速修复...',
  'Run and Debug': '运行和调试',
  Search: '搜索',
  'Source Control': '源代码管理',
  'Spaces: {0}': '空格: {0}',
  Timeline: '时间线',
  'View Problem': '查看问题',
};

/**
 * @param {{ server: string }} host
 * @param {string} data the server's data folder
 * @param {string} locale as VS Code writes it: "zh-cn"
 */
export function writeLanguagePack(host, data, locale) {
  const folder = join(data, 'language-pack');
  const translations = join(folder, 'main.i18n.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: contents(dirname(host.server)) }));
  const extension = { extensionIdentifier: { id: 'portguard.language-pack' }, version: '1.0.0' };
  const pack = { hash: locale, label: locale, extensions: [extension], translations: { vscode: translations } };
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}

/** Module → key → Chinese. VS Code numbers its messages in the order of modules and keys. */
function contents(out) {
  const keysOfModules = JSON.parse(readFileSync(join(out, 'nls.keys.json'), 'utf8'));
  const messages = JSON.parse(readFileSync(join(out, 'nls.messages.json'), 'utf8'));
  let next = 0;
  const all = {};
  for (const [module, keys] of keysOfModules) {
    for (const key of keys) {
      const message = messages[next++];
      if (!Object.hasOwn(chinese, message)) continue;
      all[module] ??= {};
      all[module][key] = chinese[message];
    }
  }
  return all;
}
