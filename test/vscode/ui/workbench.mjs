// The workbench as a person uses it: keys, the mouse, and what is seen. Every wait is for something to be seen.

/** Opens a folder, and answers when the workbench is there. */
export async function openFolder(page, { port, token }, folder) {
  const query = new URLSearchParams({ folder, ...(token ? { tkn: token } : {}) });
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
}

/** Opens a file by its path in the folder, through "Go to File". */
export async function openFile(page, path) {
  await quickInput(page, 'Control+p', path);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: path.split('/').at(-1) }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: path.split('/').at(-1) }).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Puts the cursor before a character; both counts are 1-based. */
export async function goTo(page, line, column) {
  await quickInput(page, 'Control+g', `:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

async function quickInput(page, keys, text) {
  const input = page.locator('.quick-input-widget input.input');
  const patience = { timeout: 3000 };
  await page.keyboard.press(keys);
  await until(
    page,
    async () => {
      try {
        await input.fill(text, patience);
        // A workbench that has only now got the keys writes its own beginning over it.
        await page.waitForTimeout(150);
        return (await input.inputValue(patience)) === text;
      } catch {
        // A busy one closes it again when something else takes the focus.
        if (!(await input.isVisible())) await page.keyboard.press(keys);
        return false;
      }
    },
    (isThere) => isThere,
  );
}

/** Runs a command by its title. */
export async function runCommand(page, title) {
  await quickInput(page, 'F1', `>${title}`);
  await page.locator('.quick-input-list .label-name', { hasText: new RegExp(`^${title}$`) }).click();
}

/** Selects from a character to the end of its line and types over it. */
export async function typeOver(page, { line, column }, text) {
  await goTo(page, line, column);
  await page.keyboard.press('Shift+End');
  await page.keyboard.type(text);
}

/** Waits until the texts under the squiggles of a kind ("error", "warning", "info") fulfil a condition. */
export async function untilUnderlined(page, kind, condition, expected) {
  const seen = await until(page, () => underlined(page, kind), condition);
  if (!condition(seen)) throw new Error(`${expected}; underlined are ${JSON.stringify(seen)}`);
}

/** The characters above each squiggle, as they stand on the screen: they are measured, not asked for. */
function underlined(page, kind) {
  return page.evaluate((selector) => {
    const characters = [...document.querySelectorAll('.editor-instance .view-line')].flatMap((line) => {
      const found = [];
      const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (let at = 0; at < node.data.length; at++) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          found.push({ text: node.data[at], box: range.getBoundingClientRect() });
        }
      }
      return found;
    });
    return [...document.querySelectorAll(`.editor-instance ${selector}`)].map((squiggle) => {
      const { left, right, top, bottom } = squiggle.getBoundingClientRect();
      return characters
        .filter(({ box }) => {
          const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
          return x > left && x < right && y > top && y < bottom;
        })
        .map(({ text }) => text)
        .join('')
        .replaceAll(' ', ' ');
    });
  }, `.squiggly-${kind}`);
}

/** Rests the mouse on a word of the editor and answers with the hover's text, once it fulfils a condition. */
export async function hoverOver(page, text, condition) {
  const hover = page.locator('.monaco-hover:not(.hidden)').first();
  const box = await boxOf(page, text);
  const look = async () => {
    // A mouse that does not move shows nothing: one that moved before the server answered must move again.
    await page.mouse.move(box.x - 200, box.y + 100);
    await page.mouse.move(box.x, box.y);
    return hover.innerText({ timeout: 1500 }).catch(() => '');
  };
  const seen = await until(page, look, condition);
  if (!condition(seen)) throw new Error(`the hover over ${text} says: ${seen}`);
  return seen;
}

/** The middle of the first characters of the editor that read so. */
async function boxOf(page, text) {
  const box = await page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('.editor-instance .view-line')) {
      const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const at = node.data.replaceAll(' ', ' ').indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { x: (left + right) / 2, y: (top + bottom) / 2 };
      }
    }
    return undefined;
  }, text);
  if (!box) throw new Error(`${text} is not on the screen`);
  return box;
}

/** The document inside the webview that is shown. */
export function webview(page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

export async function until(page, look, condition, limit = 20_000) {
  const end = Date.now() + limit;
  let seen = await look();
  while (!condition(seen) && Date.now() < end) {
    await page.waitForTimeout(100);
    seen = await look();
  }
  return seen;
}

/** Takes the quick fix of this title at the cursor. */
export async function pickFix(page, title) {
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  // What was asked for before the server had looked at the text has no fixes.
  const open = async () => {
    await page.keyboard.press('Control+.');
    const isThere = await fix.waitFor({ timeout: 4000 }).then(
      () => true,
      () => false,
    );
    if (!isThere) await page.keyboard.press('Escape');
    return isThere;
  };
  await until(page, open, (isThere) => isThere);
  await fix.click();
  await page.locator('.action-widget').first().waitFor({ state: 'hidden' });
}

/** The lines of the editor that are on the screen. */
export async function editorText(page) {
  const lines = await page.evaluate(() =>
    [...document.querySelectorAll('.editor-instance .view-line')]
      .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll('\u00a0', ' ')),
  );
  return lines.join('\n');
}
